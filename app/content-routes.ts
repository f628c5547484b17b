import type { FastifyInstance } from 'fastify';
import type { ContentDependencies } from './content-dependencies.ts';
import { mediaRoutes } from './features/media/routes.ts';

/**
 * The HTTP table of contents of what the owner writes: content, media, and the pages that show them. All paths
 * are below those of content-paths.ts.
 */
export function registerContentRoutes(app: FastifyInstance, { media }: ContentDependencies): void {
  app.register(mediaRoutes, { prefix: '/v1/media', media });
}
