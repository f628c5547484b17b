import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import type { Metrics } from '../../metrics.ts';
import { badge } from './badge.ts';
import type { CountRepository } from './repository.ts';
import { Count } from './schemas.ts';

interface Options {
  counter: CountRepository;
  metrics: Metrics;
}

export const countRoutes: FastifyPluginAsyncTypebox<Options> = async (
  app,
  { counter, metrics },
) => {
  app.get(
    '/count',
    {
      config: { policy: 'public', isPausable: true },
      schema: {
        operationId: 'addView',
        summary: 'Add one to the view counter',
        description:
          'Counts every caller. After 200 this request was counted exactly once; after 503, at most once.',
        tags: ['Count'],
        response: { 200: Count },
      },
    },
    async () => {
      const count = await counter.add();
      metrics.pageView();
      return { count };
    },
  );

  app.get(
    '/count.svg',
    {
      config: { policy: 'public', isPausable: true },
      schema: {
        operationId: 'getBadge',
        summary: 'Get a badge with the number of views',
        description: 'Counts nothing. The number may be up to a minute old.',
        tags: ['Count'],
        response: {
          200: {
            description: 'An SVG image',
            content: { 'image/svg+xml': { schema: Type.String() } },
          },
        },
      },
    },
    async (_request, reply) => {
      const svg = badge(await counter.total());
      reply
        .type('image/svg+xml')
        .header('cache-control', 'public, max-age=60')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
      return svg;
    },
  );
};
