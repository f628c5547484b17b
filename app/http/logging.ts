import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { LogController } from 'fastify';

type LoggerOptions = Exclude<FastifyServerOptions['logger'], boolean | undefined>;
export type LogStream = { write(line: string): void };

/**
 * JSON lines that contain no address, agent, token, URL or host. Their time is that of the minute: the exact one, of each
 * line of a site with few visitors, would be that of a visit. CloudWatch adds its own to what it stores.
 */
export function loggerOptions(level: string, stream?: LogStream): LoggerOptions {
  return {
    level,
    ...(stream && { stream }),
    base: null,
    messageKey: 'message',
    timestamp: () => `,"time":"${new Date().toISOString().slice(0, 16)}Z"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describe, req: describeRequest },
  };
}

/** The route, not the URL: paths and queries may contain private data. */
function describeRequest({ method, routeOptions }: FastifyRequest) {
  return { method, route: routeOptions.url ?? null };
}

interface ErrorLike extends Error {
  code?: string;
  /** Only `Unavailable` has it. */
  service?: string;
}

type Description = { type: string; message: string; stack: string; [key: string]: unknown };

function describe({ name, message, code, service, stack = '', cause }: ErrorLike): Description {
  const description = { type: name, message, code, service, stack };
  return cause instanceof Error ? { ...description, cause: describe(cause) } : description;
}

/** Logs one line per request, when the app has answered it. */
class OneLineLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'requestId' });
  }

  override incomingRequest() {}

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    const { statusCode, elapsedTime } = reply;
    // A visit that is counted takes longer than one that is not, but hardly a second.
    const step = request.routeOptions.config.isVisit ? 1000 : 1;
    const line = {
      ...describeRequest(request),
      statusCode,
      durationMs: Math.ceil(elapsedTime / step) * step,
      // `npm run test:live` and `test:smoke` send it, so that the log tells their requests from readers'.
      ...(request.headers['x-live-test'] && { liveTest: true }),
    };
    if (error) request.log.error({ ...line, err: error }, 'request failed');
    else request.log.info(line, 'request');
  }
}

export const logController = new OneLineLog();
