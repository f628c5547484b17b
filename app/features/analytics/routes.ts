import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { daysFrom } from '../../days/utc-day.ts';
import type { Elsewhere } from '../imports/service.ts';
import { Days } from '../visitors/schemas.ts';
import type { VisitorService } from '../visitors/service.ts';
import { importedOverview, overview } from './overview.ts';
import { Overview } from './schemas.ts';

interface Options {
  visitors: VisitorService;
  elsewhere: Elsewhere;
}

export const analyticsRoutes: FastifyPluginAsyncTypebox<Options> = async (
  app,
  { visitors, elsewhere },
) => {
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
      const { from, to, days } = await visitors.summaries(query.days, query.until);
      const imported = await elsewhere.summaries(daysFrom(from, to));
      return { from, to, ...overview(days), imported: importedOverview(imported.values()) };
    },
  );
};
