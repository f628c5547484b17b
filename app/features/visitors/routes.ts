import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { addDays, daysFrom } from '../../days/utc-day.ts';
import type { IsCrossSite } from '../../http/cross-site.ts';
import type { ViewerAddress } from '../../http/viewer.ts';
import type { Named, Totals } from '../imports/repository.ts';
import { bySource, type Elsewhere } from '../imports/service.ts';
import { exclusionCookie } from './exclusion.ts';
import {
  DailyTrends,
  Days,
  Exclusion,
  MonthlyTrends,
  Months,
  Tracked,
  VisitHeaders,
  VisitInput,
  VisitorCount,
} from './schemas.ts';
import type { VisitorService } from './service.ts';

interface Options {
  visitors: VisitorService;
  elsewhere: Elsewhere;
  viewerAddress: ViewerAddress;
  isCrossSite: IsCrossSite;
}

export const visitorRoutes: FastifyPluginAsyncTypebox<Options> = async (
  app,
  { visitors, elsewhere, viewerAddress, isCrossSite },
) => {
  app.post(
    '/track',
    {
      config: { policy: 'optional', isVisit: true, isPausable: true },
      schema: {
        operationId: 'trackVisit',
        summary: 'Count a visitor once per UTC day',
        description:
          'Also 200, with `tracked: false`: duplicates, bots, prefetches, the owner, browsers that the owner left out, clients that opt out, pages of other sites, and visitors beyond the limit of their network or who come back too often. After 503 the visit was counted at most once; the client may send it again.',
        tags: ['Visitors'],
        headers: VisitHeaders,
        body: VisitInput,
        response: { 200: Tracked },
      },
    },
    async (request) => {
      const { reason } = await visitors.track({
        headers: request.headers,
        address: viewerAddress(request),
        isOwner: request.user?.role === 'owner',
        isCrossSite: isCrossSite(request),
        log: request.log,
        ...request.body,
      });
      return { tracked: reason === undefined, ...(reason && { reason }) };
    },
  );

  app.put(
    '/exclusion',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'excludeBrowser',
        summary: 'Leave this browser out of the numbers for a year',
        description:
          'Sets a cookie for the path of `POST /v1/visitors/track` on the site. Its value is the same for all, and no script can read it. Other visitors have no such cookie.',
        tags: ['Visitors'],
        response: { 204: Exclusion },
      },
    },
    async (_, reply) => {
      return reply.code(204).header('set-cookie', exclusionCookie(true)).send(null);
    },
  );

  app.delete(
    '/exclusion',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'includeBrowser',
        summary: 'Count this browser again',
        description: 'Removes the cookie of `PUT`.',
        tags: ['Visitors'],
        response: { 204: Exclusion },
      },
    },
    async (_, reply) => {
      return reply.code(204).header('set-cookie', exclusionCookie(false)).send(null);
    },
  );

  app.get(
    '/count',
    {
      config: { policy: 'public', isPausable: true },
      schema: {
        operationId: 'getVisitorCount',
        summary: 'Get the number of visitors',
        tags: ['Visitors'],
        response: { 200: VisitorCount },
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
        summary: 'Get visitors and views per day',
        tags: ['Visitors'],
        querystring: Days,
        response: { 200: DailyTrends },
      },
    },
    async ({ query }) => {
      const trends = await visitors.dailyTrends(query.days, query.until);
      const imported = await elsewhere.totals(trends.map(({ date }) => date));
      return {
        trends: trends.map((day) => withImported(day, [imported.get(day.date) ?? []].flat())),
      };
    },
  );

  app.get(
    '/trends/monthly',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'getMonthlyTrends',
        summary: 'Get visitors and views per month',
        tags: ['Visitors'],
        querystring: Months,
        response: { 200: MonthlyTrends },
      },
    },
    async ({ query }) => {
      const trends = await visitors.monthlyTrends(query.months);
      const days = daysOfMonths(trends.map(({ month }) => month));
      const imported = [...(await elsewhere.totals(days))];
      const ofMonth = (month: string) => imported.filter(([day]) => day.startsWith(month));
      return {
        trends: trends.map((one) =>
          withImported(one, bySource(ofMonth(one.month).map(([, totals]) => totals))),
        ),
      };
    },
  );
};

/** Without the part if there is nothing. */
function withImported<T>(trend: T, imported: Named<Totals>[]) {
  return { ...trend, ...(imported.length > 0 && { imported }) };
}

function daysOfMonths(months: string[]): string[] {
  const [first] = months;
  const last = months.at(-1);
  return daysFrom(`${first}-01`, addDays(`${last}-28`, 3)).filter((day) =>
    months.includes(day.slice(0, 7)),
  );
}
