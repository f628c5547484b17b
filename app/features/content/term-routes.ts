import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Terms } from './schemas.ts';
import type { ContentService } from './service.ts';

interface Options {
  content: Pick<ContentService, 'terms'>;
}

/** The categories and tags of the blog. */
export const termRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { content }) => {
  for (const [path, of, many] of [
    ['/categories', 'category', 'categories'],
    ['/tags', 'tag', 'tags'],
  ] as const) {
    app.get(
      path,
      {
        config: { policy: 'public' },
        schema: {
          operationId: of === 'tag' ? 'listTags' : 'listCategories',
          summary: `List the ${many} of published posts`,
          tags: ['Blog'],
          response: { 200: Terms },
        },
      },
      async () => ({ items: await content.terms(of) }),
    );
  }
};
