/** That counting is paused, since when and why. */
export interface Pause {
  /** ISO 8601. */
  pausedAt: string;
  reason: string;
}

/** The switch that pauses counting. All methods throw `Unavailable` when the table fails or times out. */
export interface PauseRepository {
  /**
   * Undefined while the app counts; may lag by a second. Cost: half a read unit.
   * @throws {Error} if the stored switch is not one that this version knows.
   */
  find(): Promise<Pause | undefined>;

  /** Pauses counting; a pause that is there already stays as it is. Cost: one write unit. */
  pause(pause: Pause): Promise<void>;

  /** Ends a pause, if there is one. Cost: one write unit. */
  resume(): Promise<void>;
}
