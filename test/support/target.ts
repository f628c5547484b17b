import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { nodeHeaders } from '../../app/http/node-headers.ts';
import type { Bundle } from './bundle.ts';
import { gatewayEvent } from './gateway-event.ts';

export interface Call {
  method?: string;
  /** The path with its query. */
  path: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends a call to the app, wherever it runs. */
export type Target = (call: Call) => Promise<Answer>;

export function inProcess(app: FastifyInstance): Target {
  return async ({ method = 'GET', path, headers = {}, body }) => {
    const response = await app.inject({
      method: method as NonNullable<InjectOptions['method']>,
      url: path,
      // Unlike the app's servers, `inject` drops all but the first of duplicate headers.
      headers: nodeHeaders(multiValue(headers)),
      ...(body && { payload: body }),
    });
    return {
      status: response.statusCode,
      headers: flat(response.headers as IncomingHttpHeaders),
      body: response.body,
    };
  };
}

/**
 * Does not use `fetch`, which rejects or corrects some requests that a client can send.
 * @param always headers of every call.
 */
export function overHttp(baseUrl: string, always: Record<string, string> = {}): Target {
  const { protocol, hostname, port, pathname } = new URL(baseUrl);
  const prefix = pathname.replace(/\/$/, '');
  const request = protocol === 'https:' ? httpsRequest : httpRequest;
  return ({ method = 'GET', path, headers, body }) =>
    new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(30_000);
      const all = { ...always, ...headers };
      request({ hostname, port, method, path: prefix + path, headers: all, signal })
        .on('response', async (response) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: flat(response.headers),
            body: await text(response),
          }),
        )
        .on('error', reject)
        .end(body);
    });
}

/** Calls the bundle with the events that API Gateway would make from the calls. */
export function onBundle(bundle: Bundle): Target {
  return async (call) => fromLambda(await bundle.invoke(gatewayEvent(call)));
}

function multiValue(headers: NonNullable<Call['headers']>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([n, v]) => [n, [v].flat()]));
}

export function fromLambda(result: Awaited<ReturnType<Bundle['invoke']>>): Answer {
  const { statusCode, headers = {}, body, isBase64Encoded } = result;
  return {
    status: statusCode,
    headers: flat(headers as IncomingHttpHeaders),
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString(),
  };
}

function flat(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
