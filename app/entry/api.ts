import { readFile } from 'node:fs/promises';
import { awsLambdaFastify } from '@fastify/aws-lambda';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { buildApp } from '../app.ts';
import { appVariables, exitOnError, readConfig } from '../config.ts';
import { createDependencies } from '../dependencies.ts';
import { nodeHeaders } from '../http/node-headers.ts';
import { isApiEvent, notFromApi } from './api-event.ts';

const config = exitOnError(() => readConfig(process.env, appVariables));
const app = buildApp(createDependencies(config), {
  config,
  openapi: () => readFile(new URL('openapi.json', import.meta.url), 'utf8'),
  requestIdHeader: 'x-request-id',
  sourceAddressHeader: 'x-source-address',
});
const proxy = awsLambdaFastify<APIGatewayProxyEvent>(app, {
  decorateRequest: false,
  parseCommaSeparatedQueryParams: false,
});
await app.ready();

/** Exactly two parameters: nodejs24.x rejects a handler that could take a callback. */
export const handler = async (event: unknown, context: Context) => {
  if (!isApiEvent(event)) {
    app.log.warn('Called with an event that is not from API Gateway');
    return notFromApi;
  }
  const headers = nodeHeaders(event.multiValueHeaders ?? {});
  headers['x-request-id'] = event.requestContext.requestId;
  headers['x-source-address'] = event.requestContext.identity.sourceIp;
  return proxy({ ...event, headers, multiValueHeaders: {} }, context);
};
