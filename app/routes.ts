import type { FastifyInstance, FastifyRequest } from 'fastify';
import { analyticsRoutes } from './analytics/routes.ts';
import { countRoutes } from './count/routes.ts';
import type { Dependencies } from './dependencies.ts';
import { HttpError } from './http/schemas.ts';
import { systemRoutes } from './system/routes.ts';
import { visitorRoutes } from './visitors/routes.ts';

export interface RouteOptions {
  environment: string;
  openapi: () => Promise<string>;
}

/** The HTTP table of contents. */
export function registerRoutes(
  app: FastifyInstance,
  { counter, visitors, metrics }: Dependencies,
  { environment, openapi }: RouteOptions,
): void {
  app.addSchema(HttpError);
  app.register(systemRoutes, { environment, openapi });
  app.register(countRoutes, { counter, metrics });
  const viewer = { viewerAddress: ({ ip }: FastifyRequest) => ip, isOwner: () => false };
  app.register(visitorRoutes, { prefix: '/v1/visitors', visitors, ...viewer });
  app.register(analyticsRoutes, { prefix: '/v1/analytics', visitors });
}
