import type { FastifyInstance } from 'fastify';
import { countRoutes } from './count/routes.ts';
import type { Dependencies } from './dependencies.ts';
import { HttpError } from './http/schemas.ts';
import { systemRoutes } from './system/routes.ts';

export interface RouteOptions {
  environment: string;
  openapi: () => Promise<string>;
}

/** The HTTP table of contents. */
export function registerRoutes(
  app: FastifyInstance,
  { counter, metrics }: Dependencies,
  { environment, openapi }: RouteOptions,
): void {
  app.addSchema(HttpError);
  app.register(systemRoutes, { environment, openapi });
  app.register(countRoutes, { counter, metrics });
}
