import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Forbidden, Unauthorized } from '../errors.ts';

/**
 * Who may call a route: all; all, whose token counts if they send one; all who are signed in; the
 * owner.
 */
export type Policy = 'public' | 'optional' | 'user' | 'owner';

export interface User {
  id: string;
  role: 'owner' | 'user';
  /** To act for them at the user pool. */
  accessToken: string;
}

/** The user of an access token. @throws {Unauthorized}, or `Unavailable` when it cannot be checked. */
export type VerifyToken = (token: string) => Promise<User>;

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: Policy;
  }
  interface FastifyRequest {
    /** Null for those who sent no token, and on routes whose policy is `public`. */
    user: User | null;
  }
}

/**
 * Decides who may call what, before the body is read. With a route that declares no policy the app
 * does not start. Call it after CORS, so that other origins can read a 401, and before the routes.
 */
export function guard(app: FastifyInstance, verify: VerifyToken): void {
  app.decorateRequest('user', null);
  app.addHook('onRoute', (route) => {
    if (!route.config?.policy && !isPreflight(route.method, route.url)) {
      throw new Error(`${route.method} ${route.url} declares no policy`);
    }
  });
  app.after(() => {
    app.addHook('onRequest', async (request) => {
      if (request.is404 || isPreflight(request.method, request.routeOptions.url)) return;
      const { policy } = request.routeOptions.config;
      if (policy === 'public') return;
      request.user = await authenticate(request, verify);
      if (policy === 'optional') return;
      if (!request.user) throw new Unauthorized();
      if (policy !== 'user' && request.user.role !== 'owner') throw new Forbidden();
    });
  });
}

/** For routes that only those who are signed in get to. */
export function signedInUser({ user }: FastifyRequest): User {
  if (!user) throw new Unauthorized();
  return user;
}

/** The route that CORS registers. It carries no credentials, and does nothing. */
function isPreflight(method: string | string[], url: string | undefined): boolean {
  return method === 'OPTIONS' && url === '*';
}

const maxHeaderLength = 8 * 1024;
/** Schemes are case-insensitive: https://www.rfc-editor.org/rfc/rfc9110#section-11.1 */
const bearer = /^bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

async function authenticate({ headers }: FastifyRequest, verify: VerifyToken) {
  const { authorization } = headers;
  if (authorization === undefined) return null;
  if (authorization.length > maxHeaderLength) throw new Unauthorized();
  const [, token] = bearer.exec(authorization) ?? [];
  if (!token) throw new Unauthorized();
  return verify(token);
}
