import type { IncomingHttpHeaders } from 'node:http';
import { deadline } from '../../aws/dynamo/send.ts';
import { Unavailable } from '../../errors.ts';
import { countryOf, deviceOf, pageOf, referrerHost } from './dimensions.ts';
import type {
  DayTotals,
  OpenDay,
  Reason,
  Summary,
  Visit,
  VisitorRepository,
} from './repository.ts';
import { screen } from './screening.ts';
import { type KnownNumbers, knownNumbers } from './totals-cache.ts';
import { addDays, daysFrom, daysUpTo, monthsUpTo, utcDay } from './utc-day.ts';
import { identify } from './visitor.ts';

export interface Request {
  headers: IncomingHttpHeaders;
  address: string;
  isOwner: boolean;
  path?: string | undefined;
  referrer?: string | undefined;
}

export interface Tracked {
  /** Why it was not counted. */
  reason?: Reason | undefined;
  /** The UTC day it was taken for. A ledger that is closed already has it in that of the next day. */
  day: string;
  count: number;
  today: number;
  /** Whether it was the first of its day: then older days are to be folded. */
  isFirst: boolean;
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

/** Who is counted, on which day. All throw `Unavailable` when the database does not answer in time. */
export function visitorService(repository: VisitorRepository, now: () => number) {
  const numbers = knownNumbers(() => repository.numbers(deadline()), now);
  const opened = new Map<string, ReturnType<VisitorRepository['openDay']>>();
  const today = () => utcDay(now());

  /** Asks once for all who wait; only who asked hears that the day is new. */
  async function openDay(day: string): Promise<{ open: OpenDay; isNew: boolean } | undefined> {
    const known = opened.get(day);
    if (known) return known.then((found) => found && { ...found, isNew: false });
    const opening = repository.openDay(day, deadline());
    opened.set(day, opening);
    const found = await opening.catch((error) => {
      opened.delete(day);
      throw error;
    });
    // Nobody holds the salt of a day longer than needed.
    for (const other of opened.keys()) if (other !== day || !found) opened.delete(other);
    return found;
  }

  return {
    /**
     * Counts a visit, or notes why not. A visit that comes when its day is already being folded, since
     * it was under way at midnight or our clock is slow, is one of the next day.
     */
    async track(request: Request, until: AbortSignal): Promise<Tracked> {
      // First, so that nothing is counted when these cannot be had.
      await inTime(numbers.get(), until);
      let reason = screen(request.headers) ?? (request.isOwner ? 'owner' : undefined);
      let isFirst = false;
      let recognizedOn: string | undefined;
      const answer = (day: string): Tracked => {
        const { count, ofDay } = numbers.known();
        return { reason, day, count, today: ofDay(day), isFirst };
      };
      for (const day of [today(), addDays(today(), 1)]) {
        const found = await inTime(openDay(day), until);
        if (!found) continue;
        isFirst ||= found.isNew;
        if (!reason) {
          const recorded = await repository.record(found.open, visit(request, found.open), until);
          if (!recorded) {
            opened.delete(day);
            continue;
          }
          numbers.learn(day, recorded);
          if (recorded.outcome === 'counted') return answer(day);
          reason = recorded.outcome;
          recognizedOn = day;
          // It may have been counted by a try whose answer was lost: noted as well, it would be two.
          if (recorded.repeated) return answer(day);
        }
        if (await repository.note(found.open, reason, until)) return answer(recognizedOn ?? day);
        opened.delete(day);
      }
      throw new Unavailable('The database', new Error('Today and tomorrow are over'));
    },

    /** Folds the days that are over: once a day at least, best by whoever is the first of a new one. */
    fold: (until: AbortSignal): Promise<void> => repository.fold(today(), until),

    async numbers(): Promise<KnownNumbers & { today: number }> {
      const known = await numbers.get();
      return { ...known, today: known.ofDay(today()) };
    },

    /** Every one of the last `count` days, oldest first. */
    async dailyTrends(count: number): Promise<DayTrend[]> {
      const days = daysUpTo(today(), count);
      const totals = await repository.totals(days, deadline());
      return days.map((date) => ({ date, visitors: 0, views: 0, ...totals.get(date) }));
    },

    /** Those of the last `count` days that had visits, in detail. */
    async summaries(count: number): Promise<{ from: string; to: string; days: Summary[] }> {
      const to = today();
      const days = daysUpTo(to, count);
      const summaries = await repository.summaries(days, deadline());
      return { from: days[0] ?? to, to, days: [...summaries.values()] };
    },

    /** Every one of the last `count` calendar months, oldest first. */
    async monthlyTrends(count: number): Promise<MonthTrend[]> {
      const months = monthsUpTo(today(), count);
      const days = daysFrom(`${months[0]}-01`, today());
      const totals = await repository.totals(days, deadline());
      return months.map((month) => {
        const ofMonth = [...totals].filter(([day]) => day.startsWith(month));
        const sum = (of: keyof DayTotals) => ofMonth.reduce((n, [, totals]) => n + totals[of], 0);
        return { month, visitors: sum('visitors'), views: sum('views') };
      });
    },
  };
}

/** What others wait for, too, and may have longer for, waited for until `until`. */
function inTime<T>(shared: Promise<T>, until: AbortSignal): Promise<T> {
  const isLate = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Unavailable('The database', until.reason));
    if (until.aborted) giveUp();
    else until.addEventListener('abort', giveUp, { once: true });
  });
  return Promise.race([shared, isLate]);
}

function visit({ headers, address, path, referrer }: Request, { salt }: OpenDay): Visit {
  const agent = headers['user-agent'] ?? '';
  return {
    visitor: identify(salt, address, agent),
    dimensions: {
      path: pageOf(path),
      referrer: referrerHost(referrer, headers.origin),
      country: countryOf(headers['cloudfront-viewer-country']),
      device: deviceOf(agent),
    },
  };
}
