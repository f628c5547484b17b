import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Forbidden, SignInAgain, Unauthorized } from '../errors.ts';

/**
 * Who may call a route. `public`: anyone. `optional`: anyone; the guard verifies a token if the client
 * sends one. `user`: a signed-in user. `owner`: the owner.
 */
export type Policy = 'public' | 'optional' | 'user' | 'owner';

export interface User {
  id: string;
  role: 'owner' | 'user';
  /** When they last proved who they are, in seconds since 1970: a refreshed token keeps it. */
  signedInAt: number;
  /** Authorizes calls to the user pool on the user's behalf. */
  accessToken: string;
}

/** The user of an access token. @throws {Unauthorized}, or `Unavailable` if it cannot be verified. */
export type VerifyToken = (token: string) => Promise<User>;

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: Policy;
    /** The handler gets an empty object for a body that is missing. */
    isBodyOptional?: boolean;
    /** The log has only whole seconds of how long an answer took, as that depends on whether the visit was counted. */
    isVisit?: boolean;
  }
  interface FastifyRequest {
    /** Null if the client sent no token, and on routes whose policy is `public`. */
    user: User | null;
  }
}

/**
 * Enforces each route's policy before the app reads the body. The app does not start if a route declares
 * no policy. Call this after CORS, so that other origins can read a 401, and before the routes.
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

/** The user of a route whose policy requires one. */
export function signedInUser({ user }: FastifyRequest): User {
  if (!user) throw new Unauthorized();
  return user;
}

/** In which a change of how to sign in is still allowed. */
const recentSeconds = 10 * 60;

/** The same, if they signed in within the last 10 minutes. @throws {SignInAgain} */
export function recentlySignedInUser(request: FastifyRequest): User {
  const user = signedInUser(request);
  if (Date.now() / 1000 - user.signedInAt < recentSeconds) return user;
  throw new SignInAgain();
}

/** The route that CORS registers. Its requests carry no credentials, and it does nothing. */
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
