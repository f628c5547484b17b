import { readdir, readFile } from 'node:fs/promises';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import {
  exampleOf,
  needsToken,
  type RouteName,
  routeNames,
  routes,
  splitRoute,
} from '../../scripts/lib/routes.ts';
import { chrome } from './agents.ts';
import type { Bundle } from './bundle.ts';
import { gatewayEvent } from './gateway-event.ts';
import type { Call } from './target.ts';

const folder = new URL('../../events/', import.meta.url);

/** The files of `events/` by name. */
export async function recordedEvents(): Promise<Record<string, APIGatewayProxyEvent>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [
        file.replace('.json', ''),
        JSON.parse(await readFile(new URL(file, folder), 'utf8')),
      ]),
    ),
  );
}

/** The example of a route, sent by a browser. */
function exampleCall(name: RouteName, token?: string) {
  const { path, body } = { ...splitRoute(name), ...exampleOf(name) };
  return {
    method: splitRoute(name).method,
    path,
    headers: {
      Accept: '*/*',
      'Accept-Encoding': 'gzip, deflate, br',
      'Accept-Language': 'en-US,en;q=0.9',
      'User-Agent': chrome,
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': Buffer.isBuffer(body) ? 'image/gif' : 'application/json' }),
    },
    ...(body && { body: Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
  };
}

/** The example as API Gateway passes it to the function. */
export function exampleEvent(name: RouteName, token?: string): APIGatewayProxyEvent {
  return gatewayEvent(exampleCall(name, token), splitRoute(name).path);
}

/** The awkward events of `events/`, and the example of each route without a token. */
export async function allEvents(): Promise<Record<string, APIGatewayProxyEvent>> {
  const recorded = Object.entries(await recordedEvents());
  return Object.fromEntries([
    ...recorded.filter(([name]) => name.startsWith('awkward-')),
    ...routeNames.map((name) => [name, exampleEvent(name)] as const),
  ]);
}

/** The request from which API Gateway made the event. */
export function asCall(event: APIGatewayProxyEvent): Call {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(event.multiValueQueryStringParameters ?? {})) {
    for (const value of values ?? []) query.append(name, value);
  }
  const stage = `/${event.requestContext.stage}`;
  const path = event.path.startsWith(`${stage}/`) ? event.path.slice(stage.length) : event.path;
  const { host, Host, ...headers } = event.multiValueHeaders;
  return {
    method: event.httpMethod,
    path: new URL(path, 'http://localhost').pathname + (query.size ? `?${query}` : ''),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, values]) => [name, values ?? []]),
    ),
    ...(event.body && { body: Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8') }),
  };
}

/** The status of each of `allEvents` on empty tables. */
export const expectedStatuses: Record<string, number> = {
  'awkward-base64-body': 404,
  'awkward-encoded-path': 200,
  'awkward-header-values': 200,
  'awkward-non-ascii-path': 404,
  'awkward-query-values': 200,
  'awkward-stage-in-path': 200,
  ...Object.fromEntries(
    Object.entries(routes).map(([name, route]) => [name, needsToken(route) ? 401 : route.status]),
  ),
};

/** The status of the bundle's answer to each of `allEvents`. */
export async function statuses(bundle: Bundle): Promise<Record<string, number>> {
  const answered: Record<string, number> = {};
  for (const [name, event] of Object.entries(await allEvents())) {
    answered[name] = (await bundle.invoke(event)).statusCode;
  }
  return answered;
}
