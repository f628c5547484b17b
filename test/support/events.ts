import { readdir, readFile } from 'node:fs/promises';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Bundle } from './bundle.ts';
import type { Call } from './target.ts';

const folder = new URL('../../events/', import.meta.url);

/** The recorded events by name: what API Gateway sends for a request. */
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

/** The request that API Gateway made the event of. */
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

/** What each is answered with, on an empty table. */
export const expectedStatuses: Record<string, number> = {
  'awkward-base64-body': 404,
  'awkward-encoded-path': 200,
  'awkward-header-values': 200,
  'awkward-non-ascii-path': 404,
  'awkward-query-values': 200,
  'awkward-stage-in-path': 200,
  'get-analytics-overview': 401,
  'get-auth-me': 401,
  'get-count': 200,
  'get-count-svg': 200,
  'get-health': 200,
  'get-openapi-json': 200,
  'get-visitors-count': 200,
  'get-visitors-trends-daily': 401,
  'get-visitors-trends-monthly': 401,
  'post-auth-challenge': 401,
  'post-auth-login': 401,
  'post-auth-logout': 401,
  'post-auth-refresh': 401,
  'post-auth-totp': 401,
  'post-visitors-track': 200,
  'put-auth-totp': 401,
};

/** What `bundle` answers each of them with. */
export async function statuses(bundle: Bundle): Promise<Record<string, number>> {
  const answered: Record<string, number> = {};
  for (const [name, event] of Object.entries(await recordedEvents())) {
    answered[name] = (await bundle.invoke(event)).statusCode;
  }
  return answered;
}
