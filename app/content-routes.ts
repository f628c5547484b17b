import type { FastifyInstance } from 'fastify';
import type { ContentDependencies } from './content-dependencies.ts';

/**
 * The HTTP table of contents of what the owner writes: content, media, and the pages that show them. All paths
 * are below those of content-paths.ts.
 */
export function registerContentRoutes(
  _app: FastifyInstance,
  _dependencies: ContentDependencies,
): void {}
