export const sources = ['goatcounter', 'plausible', 'umami', 'csv', 'counter'] as const;
export type Source = (typeof sources)[number];

export type Tally = Record<string, number>;

export interface Totals {
  visitors: number;
  views: number;
}

/** What another program counted on a UTC day. Its breakdowns need not add up to its visitors. */
export interface ImportedDay extends Totals {
  date: string;
  paths?: Tally;
  referrers?: Tally;
  countries?: Tally;
  devices?: Tally;
}

/** The numbers of one file of another program. An earlier `counter` has views, and no days. */
export interface Import {
  id: string;
  source: Source;
  /** Of a counter. */
  views?: number;
}

export type Named<T> = T & { source: Source };

/**
 * Numbers that other programs counted, apart from our own for ever. All methods throw `Unavailable` when the table fails,
 * or does not answer before `signal` aborts.
 */
export interface ImportRepository {
  /** All imports, by id. Cost: a query; a read unit per 4 KB. */
  list(signal: AbortSignal): Promise<Import[]>;
  /** Adds an import. False if there is one with this id. Cost: a write unit. */
  add(one: Import, signal: AbortSignal): Promise<boolean>;
  /** Those of `days` that have numbers, with the import that has them. Cost: a read unit per 4 KB of each year. */
  days(days: string[], signal: AbortSignal): Promise<Map<string, Totals & { importId: string }>>;
  /** The same in detail. Cost: a read unit per 4 KB of each day. */
  summaries(
    days: string[],
    signal: AbortSignal,
  ): Promise<Map<string, ImportedDay & { importId: string }>>;
  /** The days of an import after `after`, at most `count`. Cost: that of `days` for all years, and of `summaries`. */
  daysOf(
    id: string,
    after: string | undefined,
    count: number,
    signal: AbortSignal,
  ): Promise<ImportedDay[]>;
  /**
   * Adds days that have no numbers yet, and returns these days. Cost: a read unit for each day, 2 write units per started
   * KB of each, and of the year for each 25 days.
   */
  addDays(id: string, days: ImportedDay[], signal: AbortSignal): Promise<Set<string>>;
  /** Deletes an import and its days. May be interrupted and repeated. Cost: as adding them. */
  remove(id: string, signal: AbortSignal): Promise<void>;
}
