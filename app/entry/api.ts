import { readFile } from 'node:fs/promises';
import { awsLambdaFastify } from '@fastify/aws-lambda';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import type { FastifyInstance } from 'fastify';
import { type AppOptions, buildApp } from '../app.ts';
import { appVariables, exitOnError, readConfig } from '../config.ts';
import { isContentPath } from '../content-paths.ts';
import { createDependencies } from '../dependencies.ts';
import { nodeHeaders } from '../http/node-headers.ts';
import { registerRoutes } from '../routes.ts';
import { isApiEvent, notFromApi } from './api-event.ts';

const config = exitOnError(() => readConfig(process.env, appVariables));
const dependencies = createDependencies(config);
const options: AppOptions = {
  config,
  counting: dependencies.counting,
  openapi: () => readFile(new URL('openapi.json', import.meta.url), 'utf8'),
  requestIdHeader: 'x-request-id',
  sourceAddressHeader: 'x-source-address',
};
const app = buildApp(dependencies.verifyToken, options, (app, routeOptions) =>
  registerRoutes(app, dependencies, routeOptions),
);

/** The routes of content, loaded for the first request that needs them: most processes only count. */
let contentProxy: ReturnType<typeof proxyOf> | undefined;

async function loadContent() {
  const [{ createContentDependencies }, { registerContentRoutes }] = await Promise.all([
    import('../content-dependencies.ts'),
    import('../content-routes.ts'),
  ]);
  const content = createContentDependencies(config);
  return proxyOf(
    buildApp(dependencies.verifyToken, options, (app, routeOptions) =>
      registerContentRoutes(app, content, routeOptions),
    ),
  );
}

async function proxyOf(app: FastifyInstance) {
  const proxy = awsLambdaFastify<APIGatewayProxyEvent>(app, {
    decorateRequest: false,
    parseCommaSeparatedQueryParams: false,
  });
  await app.ready();
  return proxy;
}

/** The handler, once the app can answer. */
export async function start() {
  const proxy = await proxyOf(app);
  // Exactly two parameters: nodejs24.x rejects a handler that could take a callback.
  return async (event: unknown, context: Context) => {
    if (!isApiEvent(event)) {
      app.log.warn('Called with an event that is not from API Gateway');
      return notFromApi;
    }
    const headers = nodeHeaders(event.multiValueHeaders ?? {});
    headers['x-request-id'] = event.requestContext.requestId;
    headers['x-source-address'] = event.requestContext.identity.sourceIp;
    if (isContentPath(event.path)) contentProxy ??= loadContent();
    const answer = isContentPath(event.path) && contentProxy ? await contentProxy : proxy;
    return answer({ ...event, headers, multiValueHeaders: {} }, context);
  };
}
