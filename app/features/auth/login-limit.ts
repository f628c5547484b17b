/** How often a network may try to sign in. */
export interface LoginLimit {
  /**
   * Takes one of the attempts of the network that `address` belongs to, before `signal` aborts.
   * @throws {TooManyRequests} when none is left, `Unavailable` when the count cannot be read or written.
   */
  take(address: string, signal: AbortSignal): Promise<void>;

  /**
   * Deletes the attempts and salts of the last week's days that are over. May be interrupted and repeated.
   * @throws {Unavailable}
   */
  forgetPastDays(signal: AbortSignal): Promise<void>;
}

export const maxAttempts = 20;
export const windowMs = 15 * 60 * 1000;
