import type { IncomingHttpHeaders } from 'node:http';
import type { OpenDay } from '../../days/day.ts';
import { type OpenDays, openDays } from '../../days/open-days.ts';
import {
  addDays,
  daysFrom,
  daysUpTo,
  earliestDay,
  monthsUpTo,
  utcDay,
} from '../../days/utc-day.ts';
import { identify } from '../../days/visitor.ts';
import { NotValid } from '../../errors.ts';
import { countryOf, deviceOf, other, referrerHost } from './dimensions.ts';
import { isExcludedBrowser } from './exclusion.ts';
import type { Goal } from './goals.ts';
import { visitorRepeats } from './repeats.ts';
import type { DayTotals, Reason, Summary, Totals, Visit, VisitorRepository } from './repository.ts';
import { isLiveTest, screen } from './screening.ts';

/** What decides whether a request counts. */
export interface Screened {
  headers: IncomingHttpHeaders;
  isOwner: boolean;
  /** Whether a page of another site sent the request. */
  isCrossSite: boolean;
}

export interface Request extends Screened {
  address: string;
  path?: string | undefined;
  referrer?: string | undefined;
  /** What the visitor did on a page that they opened before. */
  goal?: Goal | undefined;
  /** Gets the error of a roll-up after the visit. The nightly schedule repeats such a roll-up. */
  log: { warn(error: unknown): void };
}

/** What the path of a visit stands for. */
export interface Page {
  /** Its path in the statistics; they call other paths `other`. */
  name?: string;
  /** Counts a view of the item of content that the page shows. */
  view?: (request: Request, days: OpenDays, signal: AbortSignal) => Promise<unknown>;
}

/** @throws {Unavailable} */
export type Pages = (path: string | undefined, signal: AbortSignal) => Promise<Page>;

export interface Tracked {
  /** Why the visit was not counted. */
  reason?: Reason | undefined;
  /** The UTC day of the visit. If that day's ledger is closed, it is recorded in the next day's. */
  day: string;
}

export interface VisitorCount {
  /** Visitors of all days. */
  count: number;
  today: number;
  /** When the oldest part of the numbers was read, as `Date.now()` returns it. */
  readAt: number;
}

export interface DayTrend {
  date: string;
  visitors: number;
  views: number;
}

export interface MonthTrend {
  month: string;
  visitors: number;
  views: number;
}

export type VisitorService = ReturnType<typeof visitorService>;

interface Options {
  pages: Pages;
  now: () => number;
}

/** Time limit for all database calls of one request together. */
const limitMs = 1500;
/** Age after which a process reads the totals again. */
const maxAgeMs = 5000;

/**
 * Decides which visits are counted, and on which day. All methods throw `Unavailable` when the database
 * fails.
 */
export function visitorService(repository: VisitorRepository, { pages, now }: Options) {
  const repeats = visitorRepeats();
  let totals: { found: Totals; readAt: number } | undefined;
  let isRollUpDue = false;
  const days = openDays(repository, () => {
    isRollUpDue = true;
  });
  const today = () => utcDay(now());
  const timeLimit = () => AbortSignal.timeout(limitMs);

  /** @throws {NotValid} */
  function lastDay(until = today()): string {
    if (until > today()) throw new NotValid('querystring.until', 'is after the current UTC day');
    if (until < earliestDay) throw new NotValid('querystring.until', `is before ${earliestDay}`);
    return until;
  }

  async function count(request: Request, signal: AbortSignal) {
    const excluded = excludes(request);
    if (request.goal) return countGoal(request, request.goal, excluded, signal);
    if (excluded) {
      // Whatever reason a test asks for, the owner's numbers call it a bot.
      const noted = isLiveTest(request.headers) ? 'bot' : excluded;
      return { ...(await exclude(today(), noted, signal)), reason: excluded };
    }
    const page = await pages(request.path, signal);
    const [counted] = await Promise.all([
      countVisitor(request, page.name ?? other, signal),
      page.view?.(request, days, signal),
    ]);
    return counted;
  }

  async function countVisitor(request: Request, path: string, signal: AbortSignal) {
    const { day, result } = await days.on(
      today(),
      async (open) => {
        const visit = visitOf(request, open, path);
        const counted = await repository.countVisit(open, visit, signal);
        return counted && { ...counted, visitor: visit.visitor };
      },
      signal,
    );
    if (result.outcome === 'counted') {
      // The number that the visitor sees next includes them.
      totals = undefined;
      return { day };
    }
    // If an attempt whose answer was lost counted the visit, the ledger must not count it again.
    if (result.mayHaveCounted) return { day, reason: result.outcome };
    const isTooMuch = result.outcome === 'duplicate' && repeats.isTooMuch(day, result.visitor);
    return { ...(await exclude(day, isTooMuch ? 'rate-limited' : result.outcome, signal)), day };
  }

  /** What is not counted is not in the ledger, which is one of visits. */
  async function countGoal(
    { headers, address }: Request,
    goal: Goal,
    excluded: Reason | undefined,
    signal: AbortSignal,
  ): Promise<Tracked> {
    if (excluded) return { day: today(), reason: excluded };
    const agent = headers['user-agent'] ?? '';
    const { day, result } = await days.on(
      today(),
      (open) => {
        const visitor = identify(open.salt, address, agent, ` goal ${goal}`);
        return repository.countGoal(open, { visitor, goal }, signal);
      },
      signal,
    );
    return { day, ...(result.outcome !== 'counted' && { reason: result.outcome }) };
  }

  async function exclude(first: string, reason: Reason, signal: AbortSignal) {
    const { day } = await days.on(
      first,
      (open) => repository.countExcluded(open, reason, signal),
      signal,
    );
    return { day, reason };
  }

  return {
    /** Counts a visit, or records why not. The first visit of a day also rolls up the days before. */
    async track(request: Request, signal = timeLimit()): Promise<Tracked> {
      const counted = await count(request, signal);
      if (isRollUpDue) {
        isRollUpDue = false;
        await this.rollUp(signal).catch((error) => request.log.warn(error));
      }
      return counted;
    },

    /** Rolls up the days that are over. */
    rollUp: (signal: AbortSignal): Promise<void> => repository.rollUp(today(), signal),

    /** Removes the breakdowns of days that ended more than `days` days ago. Their totals stay. */
    forgetAfter: (days: number, signal: AbortSignal): Promise<void> =>
      repository.forgetBefore(addDays(today(), -days), signal),

    /** The number of visitors: at least those whom this process has counted, and all when it was read. */
    async totals(signal = timeLimit()): Promise<VisitorCount> {
      const readAt = now();
      const age = readAt - (totals?.readAt ?? 0);
      if (!totals || age < 0 || age > maxAgeMs) {
        totals = { found: await repository.totals(signal), readAt };
      }
      const { rolledUp, open, readAt: oldest } = totals.found;
      const count = [...open.values()].reduce((sum, visitors) => sum + visitors, rolledUp);
      return { count, today: open.get(today()) ?? 0, readAt: oldest };
    },

    /** All of the `count` days up to `until`, oldest first. @throws {NotValid} */
    async dailyTrends(count: number, until?: string): Promise<DayTrend[]> {
      const days = daysUpTo(lastDay(until), count);
      const found = await repository.dayTotals(days, timeLimit());
      return days.map((date) => ({ date, visitors: 0, views: 0, ...found.get(date) }));
    },

    /** The summaries of those of the `count` days up to `until` that had visits. @throws {NotValid} */
    async summaries(
      count: number,
      until?: string,
    ): Promise<{ from: string; to: string; days: Summary[] }> {
      const to = lastDay(until);
      const days = daysUpTo(to, count);
      const summaries = await repository.summaries(days, timeLimit());
      return { from: days[0] ?? to, to, days: [...summaries.values()] };
    },

    /** All of the last `count` calendar months, oldest first. */
    async monthlyTrends(count: number): Promise<MonthTrend[]> {
      const months = monthsUpTo(today(), count);
      const days = daysFrom(`${months[0]}-01`, today());
      const found = await repository.dayTotals(days, timeLimit());
      return months.map((month) => {
        const ofMonth = [...found].filter(([day]) => day.startsWith(month));
        const sum = (of: keyof DayTotals) => ofMonth.reduce((n, [, totals]) => n + totals[of], 0);
        return { month, visitors: sum('visitors'), views: sum('views') };
      });
    },
  };
}

/** Why nothing about a request may be counted. */
export function excludes({ headers, isOwner, isCrossSite }: Screened): Reason | undefined {
  const screened = screen(headers);
  if (screened) return screened;
  if (isOwner || isExcludedBrowser(headers)) return 'owner';
  if (isCrossSite) return 'cross-site';
  // Last, so that a test gets the same reasons as others.
  return isLiveTest(headers) ? 'bot' : undefined;
}

function visitOf({ headers, address, referrer }: Request, { salt }: OpenDay, path: string): Visit {
  const agent = headers['user-agent'] ?? '';
  return {
    visitor: identify(salt, address, agent),
    dimensions: {
      path,
      referrer: referrerHost(referrer, headers.origin),
      country: countryOf(headers['cloudfront-viewer-country']),
      device: deviceOf(agent),
    },
  };
}
