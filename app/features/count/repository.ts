/** The number of views. Both throw `Unavailable` when the table does not answer as it should. */
export interface CountRepository {
  /**
   * Adds one, exactly once, and returns the new number, which no other call gets. When it throws, one
   * was added at most once. Cost: one round trip, one write unit.
   */
  add(): Promise<number>;

  /** The number so far, 0 before the first; may lack the last second. Cost: half a read unit. */
  total(): Promise<number>;
}
