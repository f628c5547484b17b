import type { FastifyInstance, FastifyServerOptions } from 'fastify';

type LoggerOptions = Exclude<FastifyServerOptions['logger'], boolean | undefined>;
export type LogStream = { write(line: string): void };

/** JSON lines without process id and host name, and of errors only what no client wrote. */
export function loggerOptions(level: string, stream?: LogStream): LoggerOptions {
  return {
    level,
    ...(stream && { stream }),
    base: null,
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describe },
  };
}

/**
 * One line a request. It names the route, not the URL: paths and queries can hold what is nobody's
 * business, and so can addresses and headers.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        statusCode: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}

interface ErrorLike extends Error {
  code?: string;
}

type Description = { type: string; message: string; stack: string; [key: string]: unknown };

function describe({ name, message, code, stack = '', cause }: ErrorLike): Description {
  const description = { type: name, message, code, stack };
  return cause instanceof Error ? { ...description, cause: describe(cause) } : description;
}
