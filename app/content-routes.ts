import type { FastifyInstance } from 'fastify';
import type { ContentDependencies } from './content-dependencies.ts';
import { contentRoutes } from './features/content/routes.ts';
import { termRoutes } from './features/content/term-routes.ts';
import { importRoutes } from './features/imports/routes.ts';
import { mediaRoutes } from './features/media/routes.ts';
import { pageRoutes } from './features/pages/routes.ts';
import { transferRoutes } from './features/transfer/routes.ts';
import { viewRoutes } from './features/views/routes.ts';
import type { RouteOptions } from './routes.ts';

/**
 * The HTTP table of contents of what the owner writes: content, media, the pages that show them, and their
 * views. All paths are below those of content-paths.ts.
 */
export function registerContentRoutes(
  app: FastifyInstance,
  { content, media, site, views, transfer, imports }: ContentDependencies,
  { viewerAddress, isCrossSite }: Pick<RouteOptions, 'viewerAddress' | 'isCrossSite'>,
): void {
  const kinds = [
    { kind: 'post', prefix: '/v1/blog/posts', pages: '/blog' },
    { kind: 'project', prefix: '/v1/projects', pages: '/projects' },
    { kind: 'certification', prefix: '/v1/certifications', pages: '/certifications' },
  ] as const;
  for (const options of kinds) app.register(contentRoutes, { ...options, content });
  app.register(termRoutes, { prefix: '/v1/blog', content });
  app.register(mediaRoutes, { prefix: '/v1/media', media });
  app.register(viewRoutes, { prefix: '/v1/analytics', views, viewerAddress, isCrossSite });
  app.register(importRoutes, { prefix: '/v1/imports', imports });
  app.register(transferRoutes, { prefix: '/v1', transfer });
  app.register(pageRoutes, { content, site, views });
}
