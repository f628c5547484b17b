import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Days } from '../visitors/schemas.ts';
import type { VisitorService } from '../visitors/service.ts';
import { overview } from './overview.ts';
import { Overview } from './schemas.ts';

interface Options {
  visitors: VisitorService;
}

export const analyticsRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { visitors }) => {
  app.get(
    '/overview',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'getOverview',
        summary: 'Get visitors by page, referrer, country and device, and what was not counted',
        tags: ['Analytics'],
        querystring: Days,
        response: { 200: Overview },
      },
    },
    async ({ query }) => {
      const { from, to, days } = await visitors.summaries(query.days);
      return { from, to, ...overview(days) };
    },
  );
};
