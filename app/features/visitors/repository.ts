import type { Dimensions } from './dimensions.ts';
import type { Visitor } from './visitor.ts';

/** Why a visit is not counted. */
export const reasons = [
  'duplicate',
  'bot',
  'prefetch',
  'opted-out',
  'owner',
  'rate-limited',
] as const;
export type Reason = (typeof reasons)[number];

/** A UTC day on which visits are counted. */
export interface OpenDay {
  day: string;
  /** How many items count it. Fixed when the day is opened. */
  shards: number;
  /** 256 random bits that exist for this day only. */
  salt: Uint8Array;
}

export interface Visit {
  visitor: Visitor;
  dimensions: Dimensions;
}

export interface Recorded {
  outcome: 'counted' | 'duplicate' | 'rate-limited';
  shard: number;
  /** Visitors that the shard has now. */
  visitors: number;
  /** Whether an earlier try, whose answer was lost, may have recorded it already. */
  repeated: boolean;
}

export interface Numbers {
  /** Visitors of all days that are folded. */
  folded: number;
  /** Visitors of the others, shard by shard. */
  open: Map<string, number[]>;
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
}

/**
 * Visitors by the day. A day is opened by its first request, counted in shards, and folded into sums
 * once it is over; then the shards and the salt are forgotten. All throw `Unavailable` when a table
 * does not answer as it should before `until`.
 */
export interface VisitorRepository {
  /**
   * The day, opened now if nobody did. Undefined when it has been folded: nothing is added to it any
   * more. Cost: two read units; who opens it pays them twice, and 4 write units.
   */
  openDay(day: string, until: AbortSignal): Promise<{ open: OpenDay; isNew: boolean } | undefined>;

  /**
   * Counts a visitor with the dimensions of the visit, once a day, in one atomic write. Undefined when
   * the day is being folded: then nothing was counted. Cost: one write unit for each started KB of the
   * shard, whatever comes of it; one more such write for a host when the day has its fill of hosts.
   */
  record(day: OpenDay, visit: Visit, until: AbortSignal): Promise<Recorded | undefined>;

  /** Adds one to the ledger, at most once. False when the day is being folded. Cost: a write unit. */
  note(day: OpenDay, reason: Reason, until: AbortSignal): Promise<boolean>;

  /** Folds all open days before `today`. Safe to repeat, to run twice at once, and to die in. */
  fold(today: string, until: AbortSignal): Promise<void>;

  /** Cost: two round trips; half a read unit, and as much for the total and each open shard. */
  numbers(until: AbortSignal): Promise<Numbers>;

  /**
   * The days of `days` that had visits. Cost: two round trips; a read unit for each year, half a unit
   * for the list of days and one for each shard that is open.
   */
  totals(days: string[], until: AbortSignal): Promise<Map<string, DayTotals>>;

  /** The same days in detail. Cost: half a read unit for each day instead of years. */
  summaries(days: string[], until: AbortSignal): Promise<Map<string, Summary>>;
}
