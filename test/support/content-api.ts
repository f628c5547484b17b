import type { FastifyInstance } from 'fastify';
import type { Test } from 'tap';
import { build } from './build.ts';
import { owner, startIssuer } from './issuer.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The app on a table of its own, called by the owner, another user, and anyone. */
export async function contentApi(t: Test) {
  const issuer = await startIssuer(t);
  const { app } = await build(t, { env: issuer.env });
  return {
    asOwner: caller(app, issuer.token(owner)),
    asUser: caller(app, issuer.token()),
    asAnyone: caller(app),
  };
}

function caller(app: FastifyInstance, token?: string) {
  const authorization = token && { authorization: `Bearer ${token}` };
  /** An object is sent as JSON, and a string as it is. */
  return async (
    method: Method,
    url: string,
    payload?: object | string,
    headers: Record<string, string> = {},
  ) => {
    const json = payload !== undefined && { 'content-type': 'application/json' };
    const response = await app.inject({
      method,
      url,
      headers: { ...authorization, ...json, ...headers },
      ...(payload !== undefined && { payload }),
    });
    const { statusCode: status, headers: answered, body } = response;
    return { status, headers: answered, body: body ? JSON.parse(body) : undefined };
  };
}
