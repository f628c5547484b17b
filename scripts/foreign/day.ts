/** The program that counted: days keep it, so that their numbers never mix with our own. */
export type Source = 'goatcounter' | 'plausible' | 'umami' | 'csv';

/** Visitors by name, the largest first. */
export type Tally = Record<string, number>;

/** Numbers of one day. The sum of a tally need not equal `visitors`. */
export interface ForeignDay {
  /** `YYYY-MM-DD`, in UTC. */
  date: string;
  visitors: number;
  views: number;
  /** Of the first page of a visit, where the export says which one it was. */
  paths?: Tally;
  referrers?: Tally;
  countries?: Tally;
  devices?: Tally;
}

export interface Foreign {
  source: Source;
  /** By date, each date once. */
  days: ForeignDay[];
  /** What the owner must know before importing, in sentences. */
  notes: string[];
}
