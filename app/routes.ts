import type { FastifyInstance } from 'fastify';
import { authRoutes } from './auth/routes.ts';
import { countRoutes } from './count/routes.ts';
import type { Dependencies } from './dependencies.ts';
import { HttpError } from './http/schemas.ts';
import type { ViewerAddress } from './http/viewer.ts';
import { systemRoutes } from './system/routes.ts';

export interface RouteOptions {
  environment: string;
  openapi: () => Promise<string>;
  viewerAddress: ViewerAddress;
}

/** The HTTP table of contents. */
export function registerRoutes(
  app: FastifyInstance,
  { counter, metrics, userPool, loginLimit }: Dependencies,
  { environment, openapi, viewerAddress }: RouteOptions,
): void {
  app.addSchema(HttpError);
  app.register(systemRoutes, { environment, openapi });
  app.register(countRoutes, { counter, metrics });
  app.register(authRoutes, { prefix: '/v1/auth', userPool, loginLimit, viewerAddress });
}
