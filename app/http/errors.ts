import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, NotFound } from '../errors.ts';

/** Answers any error with an `HttpError` body. Only the log contains the cause of a 5xx. */
export function errorHandler(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { statusCode = 500, code, message } = error;
  // Before it failed, the route may have allowed caches to store its answer.
  reply.header('cache-control', 'no-store');
  if (error instanceof AppError) {
    if (statusCode >= 500) request.log.warn(error);
    const { retryAfterSeconds } = error;
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  } else if (statusCode < 400 || statusCode >= 500) {
    request.log.error(error);
    return sendError(reply, 500, 'Something went wrong on our side');
  }
  if (statusCode === 401) reply.header('www-authenticate', 'Bearer');
  // If the connection closes while the body is still arriving, TCP resets it and the answer is lost.
  if (statusCode === 413) reply.removeHeader('connection');
  return sendError(reply, statusCode, message, code, validationDetails(error));
}

export function notFoundHandler(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = new NotFound('There is nothing here for this method and path');
  return errorHandler(error, request, reply);
}

function validationDetails(error: FastifyError | AppError) {
  if (error instanceof AppError) return error.details;
  const { validation, validationContext } = error;
  return validation?.map(({ instancePath, params, message = 'is not valid' }) => {
    const property = params.missingProperty ?? params.additionalProperty;
    const path = [validationContext, ...instancePath.split('/').slice(1), property];
    return { path: path.filter(Boolean).join('.'), message };
  });
}

function sendError(
  reply: FastifyReply,
  statusCode: number,
  message: string,
  code?: string,
  details?: { path: string; message: string }[],
): FastifyReply {
  const error = STATUS_CODES[statusCode] ?? 'Error';
  return reply.code(statusCode).type('application/json; charset=utf-8').send({
    statusCode,
    error,
    code,
    message,
    details,
  });
}
