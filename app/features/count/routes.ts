import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import { unavailable } from '../../http/schemas.ts';
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
      config: { policy: 'public' },
      schema: {
        operationId: 'addView',
        summary: 'Add one to the view counter',
        description:
          'Counts whoever calls it. 200 says that this request was counted exactly once; after a 503 it was counted at most once.',
        tags: ['System'],
        response: { 200: Count, 503: unavailable },
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
      config: { policy: 'public' },
      schema: {
        operationId: 'getBadge',
        summary: 'A badge with the number of views',
        description: 'Counts nothing. May be a minute old.',
        tags: ['System'],
        response: {
          200: {
            description: 'An SVG image',
            content: { 'image/svg+xml': { schema: Type.String() } },
          },
          503: unavailable,
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
