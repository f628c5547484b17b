import type { FastifyInstance } from 'fastify';
import { analyticsRoutes } from './analytics/routes.ts';
import { authRoutes } from './auth/routes.ts';
import { countRoutes } from './count/routes.ts';
import type { Dependencies } from './dependencies.ts';
import { HttpError } from './http/schemas.ts';
import type { ViewerAddress } from './http/viewer.ts';
import { systemRoutes } from './system/routes.ts';
import { visitorRoutes } from './visitors/routes.ts';

export interface RouteOptions {
  environment: string;
  openapi: () => Promise<string>;
  viewerAddress: ViewerAddress;
}

/** The HTTP table of contents. */
export function registerRoutes(
  app: FastifyInstance,
  { counter, visitors, metrics, userPool, loginLimit }: Dependencies,
  { environment, openapi, viewerAddress }: RouteOptions,
): void {
  app.addSchema(HttpError);
  app.register(systemRoutes, { environment, openapi });
  app.register(countRoutes, { counter, metrics });
  app.register(authRoutes, { prefix: '/v1/auth', userPool, loginLimit, viewerAddress });
  app.register(visitorRoutes, { prefix: '/v1/visitors', visitors, viewerAddress });
  app.register(analyticsRoutes, { prefix: '/v1/analytics', visitors });
}
