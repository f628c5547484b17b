import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { TooMany } from '../refusals.ts';
import { Unavailable } from '../unavailable.ts';

/** Answers any error in the shape of `HttpError`. What a 5xx was about is in the log only. */
export function errorHandler(
  error: FastifyError | Unavailable,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof Unavailable) {
    request.log.warn(error);
    reply.header('cache-control', 'no-store').header('retry-after', error.retryAfterSeconds);
    return sendError(reply, 503, 'Not available right now, please try again', 'UNAVAILABLE');
  }
  const { statusCode = 500, code, message, validation, validationContext } = error;
  if (statusCode >= 400 && statusCode < 500) {
    // Closed while its body still arrives, a connection is reset, and the answer is lost with it.
    if (statusCode === 413) reply.removeHeader('connection');
    if (statusCode === 401) {
      reply.header('www-authenticate', 'Bearer').header('cache-control', 'no-store');
    }
    if (error instanceof TooMany) {
      reply.header('retry-after', error.retryAfterSeconds).header('cache-control', 'no-store');
    }
    const details = validation?.map(({ instancePath, params, message = 'is not valid' }) => {
      const property = params.missingProperty ?? params.additionalProperty;
      const path = [validationContext, ...instancePath.split('/').slice(1), property];
      return { path: path.filter(Boolean).join('.'), message };
    });
    return sendError(reply, statusCode, message, code, details);
  }
  request.log.error(error);
  return sendError(reply, 500, 'Something went wrong on our side');
}

export function notFoundHandler(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendError(reply, 404, 'There is nothing here for this method and path', 'NOT_FOUND');
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
