import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Config } from './config.ts';
import { clientErrorHandler } from './http/client-errors.ts';
import { compilersFactory } from './http/compilers.ts';
import { corsOptions } from './http/cors.ts';
import { crossSite } from './http/cross-site.ts';
import { errorHandler, notFoundHandler } from './http/errors.ts';
import { guard, type VerifyToken } from './http/guard.ts';
import { type LogStream, logController, loggerOptions } from './http/logging.ts';
import { trustCloudFront } from './http/origin-secret.ts';
import { type CountingSwitch, pausable } from './http/pausable.ts';
import { HttpError } from './http/schemas.ts';
import { viewerAddress } from './http/viewer.ts';
import type { RouteOptions } from './routes.ts';

export interface AppOptions {
  config: Pick<
    Config,
    'ALLOWED_ORIGINS' | 'ENVIRONMENT' | 'LOG_LEVEL' | 'ORIGIN_SECRET' | 'PREVIOUS_ORIGIN_SECRET'
  >;
  counting: CountingSwitch;
  /** The OpenAPI document, as JSON. */
  openapi: () => Promise<string>;
  /** The header in which the platform sends each request's id. Without it, the app makes the ids. */
  requestIdHeader?: string;
  /** The header in which the platform sends each client's address. */
  sourceAddressHeader?: string;
  logStream?: LogStream;
  serverFactory?: FastifyServerOptions['serverFactory'];
}

/**
 * The app with the routes that `register` adds. It is the same on a laptop and in Lambda, but Lambda loads the
 * routes of content only for the first request that needs them.
 */
export function buildApp(
  verifyToken: VerifyToken,
  options: AppOptions,
  register: (app: FastifyInstance, options: RouteOptions) => void,
): FastifyInstance {
  const { config, counting, openapi, requestIdHeader = false, sourceAddressHeader } = options;
  const { logStream, serverFactory } = options;
  const app = Fastify({
    http: { joinDuplicateHeaders: true },
    bodyLimit: 16 * 1024,
    // As long as a request's head may be: a name that is too long is as unknown as any other.
    routerOptions: { maxParamLength: 16 * 1024 },
    exposeHeadRoutes: false,
    schemaController: { compilersFactory },
    frameworkErrors: errorHandler,
    clientErrorHandler,
    requestIdHeader,
    genReqId: () => randomUUID(),
    logger: loggerOptions(config.LOG_LEVEL, logStream),
    logController,
    ...(serverFactory && { serverFactory }),
  });
  // Fastify parses text/plain by default, but no route accepts it.
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler(errorHandler);
  app.setNotFoundHandler(notFoundHandler);
  app.addHook('onRequest', async (request, reply) => {
    reply
      // The default. A route whose answer may be cached overrides it.
      .header('cache-control', 'no-store')
      .header('x-request-id', request.id)
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  });
  app.addHook('onRequest', trustCloudFront(config.ORIGIN_SECRET, config.PREVIOUS_ORIGIN_SECRET));
  app.register(cors, corsOptions(config.ALLOWED_ORIGINS));
  pausable(app, counting);
  guard(app, verifyToken);
  app.addSchema(HttpError);
  register(app, {
    environment: config.ENVIRONMENT,
    openapi,
    viewerAddress: viewerAddress(sourceAddressHeader),
    isCrossSite: crossSite(config.ALLOWED_ORIGINS),
  });
  return app;
}
