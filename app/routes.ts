import type { FastifyInstance } from 'fastify';
import type { Dependencies } from './dependencies.ts';
import { analyticsRoutes } from './features/analytics/routes.ts';
import { authRoutes } from './features/auth/routes.ts';
import { signInService } from './features/auth/service.ts';
import { countRoutes } from './features/count/routes.ts';
import { systemRoutes } from './features/system/routes.ts';
import { visitorRoutes } from './features/visitors/routes.ts';
import type { IsCrossSite } from './http/cross-site.ts';
import type { ViewerAddress } from './http/viewer.ts';

export interface RouteOptions {
  environment: string;
  openapi: () => Promise<string>;
  viewerAddress: ViewerAddress;
  isCrossSite: IsCrossSite;
}

/** The HTTP table of contents, but for content: content-routes.ts. */
export function registerRoutes(
  app: FastifyInstance,
  { counter, visitors, elsewhere, metrics, userPool, loginLimit }: Dependencies,
  { environment, openapi, viewerAddress, isCrossSite }: RouteOptions,
): void {
  app.register(systemRoutes, { environment, openapi });
  app.register(countRoutes, { counter, metrics });
  const signIn = signInService(userPool, loginLimit);
  app.register(authRoutes, { prefix: '/v1/auth', signIn, userPool, viewerAddress });
  const viewer = { viewerAddress, isCrossSite };
  app.register(visitorRoutes, { prefix: '/v1/visitors', visitors, elsewhere, ...viewer });
  app.register(analyticsRoutes, { prefix: '/v1/analytics', visitors, elsewhere });
}
