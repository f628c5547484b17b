import { readdir, readFile } from 'node:fs/promises';
import type { APIGatewayProxyEvent } from 'aws-lambda';
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
