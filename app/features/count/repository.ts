/** The number of views. All methods throw `Unavailable` when the table fails or times out. */
export interface CountRepository {
  /**
   * Adds one, exactly once, and returns the new number, which no other call gets. If it throws, it has
   * added one or nothing. Cost: one round trip, one write unit.
   */
  add(): Promise<number>;

  /** The number so far, 0 before the first; may lag by a second. Cost: half a read unit. */
  total(): Promise<number>;

  /**
   * Raises the number to `least`, from an export, if it is smaller. Whether it was. Cost: a write unit.
   */
  raise(least: number): Promise<boolean>;
}
