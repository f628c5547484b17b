/** A UTC day on which visitors count. */
export interface OpenDay {
  day: string;
  /** The ids of a full item of the visitors' tree. Fixed when the day is opened. */
  capacity: number;
  /** 256 random bits that exist for this day only. */
  salt: Uint8Array;
}

export interface Days {
  /**
   * The day, opened if necessary; `isNew` if this call opened it. Undefined when the day has been rolled
   * up and counts nothing more. Cost: two read units; the opener reads twice, and pays 4 write units.
   * @throws {Unavailable}
   */
  openDay(day: string, signal: AbortSignal): Promise<{ open: OpenDay; isNew: boolean } | undefined>;
}

/** What the tree of a day did with a visitor. */
export interface Counted {
  outcome: 'counted' | 'duplicate' | 'rate-limited';
  /** Whether an earlier attempt, whose answer was lost, may have counted. */
  mayHaveCounted: boolean;
}
