import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { unavailable } from '../../http/schemas.ts';
import type { ViewerAddress } from '../../http/viewer.ts';
import {
  DailyTrends,
  Days,
  MonthlyTrends,
  Months,
  Tracked,
  VisitInput,
  VisitorCount,
} from './schemas.ts';
import type { VisitorService } from './service.ts';

interface Options {
  visitors: VisitorService;
  viewerAddress: ViewerAddress;
}

export const visitorRoutes: FastifyPluginAsyncTypebox<Options> = async (
  app,
  { visitors, viewerAddress },
) => {
  app.post(
    '/track',
    {
      config: { policy: 'optional' },
      schema: {
        operationId: 'trackVisit',
        summary: 'Count a visitor, once a UTC day',
        description:
          'Not counted, and no error: duplicates, bots, prefetches, the owner, who sends `Sec-GPC: 1` or `DNT: 1`, and more than a network’s share of new visitors. After a 503 it was counted at most once, and may be sent again.',
        tags: ['Visitors'],
        body: VisitInput,
        response: { 200: Tracked, 503: unavailable },
      },
    },
    async (request) => {
      const { reason, count, today } = await visitors.track({
        headers: request.headers,
        address: viewerAddress(request),
        isOwner: request.user?.role === 'owner',
        log: request.log,
        ...request.body,
      });
      return { tracked: reason === undefined, ...(reason && { reason }), count, today };
    },
  );

  app.get(
    '/count',
    {
      config: { policy: 'public' },
      schema: {
        operationId: 'getVisitorCount',
        summary: 'How many visitors there were',
        tags: ['Visitors'],
        response: { 200: VisitorCount, 503: unavailable },
      },
    },
    async () => {
      const { count, today, readAt } = await visitors.totals();
      return { count, today, lastUpdated: new Date(readAt).toISOString() };
    },
  );

  app.get(
    '/trends/daily',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'getDailyTrends',
        summary: 'Visitors and views of each day',
        tags: ['Visitors'],
        querystring: Days,
        response: { 200: DailyTrends, 503: unavailable },
      },
    },
    async ({ query }) => ({ trends: await visitors.dailyTrends(query.days) }),
  );

  app.get(
    '/trends/monthly',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'getMonthlyTrends',
        summary: 'Visitors and views of each month',
        tags: ['Visitors'],
        querystring: Months,
        response: { 200: MonthlyTrends, 503: unavailable },
      },
    },
    async ({ query }) => ({ trends: await visitors.monthlyTrends(query.months) }),
  );
};
