import type { Counted, Days, OpenDay } from '../../days/day.ts';
import type { Visitor } from '../../days/visitor.ts';
import type { Dimensions } from './dimensions.ts';
import type { Goal } from './goals.ts';

/** Why a visit is not counted. The ledger has a counter for each reason. */
export const reasons = [
  'duplicate',
  'bot',
  'prefetch',
  'opted-out',
  'owner',
  'cross-site',
  'rate-limited',
] as const;
export type Reason = (typeof reasons)[number];

export interface Visit {
  visitor: Visitor;
  dimensions: Dimensions;
}

export interface Totals {
  /** Visitors of all days that are rolled up. */
  rolledUp: number;
  /** Visitors of the other days. */
  open: Map<string, number>;
  /** When the oldest of these numbers was read, as `Date.now()` returns it. */
  readAt: number;
}

export interface DayTotals {
  visitors: number;
  /** Page views: counted and duplicate. */
  views: number;
}

type Tally = Record<string, number>;

export interface Summary {
  visitors: number;
  uncounted: Record<Reason, number>;
  paths: Tally;
  referrers: Tally;
  countries: Tally;
  devices: Tally;
  /** The visitors who reached each goal. Days that were rolled up before goals were counted lack it. */
  goals?: Tally;
  /** The summary is invented, to fill the pages for a first look. */
  sample?: true;
  /** Its breakdowns were removed: they have one name each, for all visitors, and goals none. */
  forgotten?: true;
}

/**
 * Visitors by UTC day. The first request of a day opens it, a tree of items counts its visits, and it is
 * rolled up into sums once it is over; then its items are emptied and its salt is deleted. Of open days, a
 * process reads the sums again after 5 seconds, and those of a day with many visitors after 60 at most. All
 * methods throw `Unavailable` when a table fails, or does not answer before `signal` aborts.
 */
export interface VisitorRepository extends Days {
  /**
   * Counts a visitor with the dimensions of the visit, once a day, in one atomic write. Undefined when the
   * day is closed: then nothing was counted. Cost: one write unit, and none if this process knows that it
   * would be refused; 4 read units more if it does not know the items that count the network's visitors.
   */
  countVisit(day: OpenDay, visit: Visit, signal: AbortSignal): Promise<Counted | undefined>;

  /**
   * Counts that a visitor reached a goal, once a day. `visitor` is `identify` with the goal. Undefined and cost: as
   * `countVisit`.
   */
  countGoal(
    day: OpenDay,
    reached: { visitor: Visitor; goal: Goal },
    signal: AbortSignal,
  ): Promise<Counted | undefined>;

  /** Adds one to the ledger, at most once. False when the day is closed. Cost: a write unit. */
  countExcluded(day: OpenDay, reason: Reason, signal: AbortSignal): Promise<boolean>;

  /**
   * Rolls up all open days before `today`. Idempotent, safe to run concurrently or to interrupt: the next
   * run continues. Cost: two read units and two write units for each item of the days, and `KeepViews`.
   */
  rollUp(today: string, signal: AbortSignal): Promise<void>;

  /** The first day that has visits, open ones included. Cost: the list of days, and a read unit per 4 KB of years. */
  firstDay(signal: AbortSignal): Promise<string | undefined>;

  /** The sums of up to `count` rolled-up days after `after`, by day. Cost: a read unit per 4 KB of years and of days. */
  storedDays(
    after: string | undefined,
    count: number,
    signal: AbortSignal,
  ): Promise<Map<string, Summary>>;

  /**
   * Adds the sums of days that are over and have none yet, and returns these days. Cost: a read unit for each day and
   * for the list of days; 2 write units per started KB of each day, and of years and total for each 25 days.
   */
  addDays(days: ReadonlyMap<string, Summary>, signal: AbortSignal): Promise<Set<string>>;

  /**
   * Removes the breakdowns of a day, and keeps its totals. False if it has no visits, or is not rolled up. Cost: 2
   * read units, a write unit per started KB of the breakdowns.
   */
  forget(day: string, signal: AbortSignal): Promise<boolean>;

  /**
   * The same for all days before `limit`, those excepted for which a call has done it. Cost: a read unit, 2 for each
   * year, and a write unit.
   */
  forgetBefore(limit: string, signal: AbortSignal): Promise<void>;

  /** Cost: a read unit, and half a unit for each item of an open day that is read again. */
  totals(signal: AbortSignal): Promise<Totals>;

  /**
   * Those of `days` that had visits. Cost: half a read unit, one for each year, two for the ledger of each
   * open day, and half a unit for each of its items that is read again.
   */
  dayTotals(days: string[], signal: AbortSignal): Promise<Map<string, DayTotals>>;

  /** The same days in detail. Cost: half a read unit for each day instead of years. */
  summaries(days: string[], signal: AbortSignal): Promise<Map<string, Summary>>;
}

/**
 * Adds the views of content in a day's `counters`, which are final, to those of the items that still exist. May be
 * interrupted and repeated, also concurrently, in the order of days. Cost: 4 write units for each item of content
 * that was viewed. @throws {Unavailable}
 */
export type KeepViews = (
  day: string,
  counters: ReadonlyMap<string, number>,
  signal: AbortSignal,
) => Promise<void>;
