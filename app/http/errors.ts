import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, CountingPaused, NotFound } from '../errors.ts';

interface Problem {
  statusCode: number;
  code?: string | undefined;
  message: string;
  details?: { path: string; message: string }[] | undefined;
}

type AnyError = FastifyError | AppError;

/** Answers any error with an `HttpError` body. Only the log contains the cause of a 5xx. */
export function errorHandler(
  error: AnyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = prepareError(error, request, reply);
  const { statusCode } = problem;
  const body = { error: STATUS_CODES[statusCode] ?? 'Error', ...problem };
  return reply.code(statusCode).type('application/json; charset=utf-8').send(body);
}

/** Logs the error and sets the headers of its answer, whatever its body is. Returns what clients may know. */
export function prepareError(
  error: AnyError,
  request: FastifyRequest,
  reply: FastifyReply,
): Problem {
  const { statusCode = 500, code, message } = error;
  // Before it failed, the route may have allowed caches to store its answer.
  reply.header('cache-control', 'no-store');
  if (error instanceof AppError) {
    if (statusCode >= 500 && !(error instanceof CountingPaused)) request.log.warn(error);
    const { retryAfterSeconds } = error;
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  } else if (statusCode < 400 || statusCode >= 500) {
    request.log.error(error);
    return { statusCode: 500, message: 'Something went wrong on our side' };
  }
  if (statusCode === 401) reply.header('www-authenticate', 'Bearer');
  // If the connection closes while the body is still arriving, TCP resets it and the answer is lost.
  if (statusCode === 413) reply.removeHeader('connection');
  return { statusCode, code, message, details: validationDetails(error) };
}

export function notFoundHandler(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = new NotFound('There is nothing here for this method and path');
  return errorHandler(error, request, reply);
}

function validationDetails(error: AnyError) {
  if (error instanceof AppError) return error.details;
  const { validation, validationContext } = error;
  return validation?.map(({ instancePath, params, message = 'is not valid' }) => {
    const property = params.missingProperty ?? params.additionalProperty;
    const path = [validationContext, ...instancePath.split('/').slice(1).map(unescaped), property];
    return { path: path.filter(Boolean).join('.'), message };
  });
}

/** A part of a JSON pointer: https://www.rfc-editor.org/rfc/rfc6901#section-4 */
function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
