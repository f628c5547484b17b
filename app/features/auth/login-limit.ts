/** A way to the user pool that anyone may try. */
export type Door = 'sign-in' | 'refresh';

/** How often requests of a network may be refused at each door before the network has to pause. */
export const maxFailures: Record<Door, number> = {
  // Cognito locks the user after the fifth wrong password, whoever sent it.
  'sign-in': 4,
  // Nobody guesses a refresh token; this bounds what one network costs the user pool.
  refresh: 20,
};

/**
 * For how long a network has to send nothing, so that its failures are forgotten. Cognito forgets those of a user after
 * 15 minutes without an attempt, so one network alone never locks the owner out.
 */
export const pauseMs = 30 * 60 * 1000;

export interface LoginLimit {
  /**
   * Counts a failure of the network that `address` belongs to, before `signal` aborts: the request is about to be made.
   * @throws {TooManyRequests} when it has to pause, `Unavailable` when the count cannot be read or written.
   */
  take(door: Door, address: string, signal: AbortSignal): Promise<void>;

  /** The request was no failure. If this fails, it stays counted as one. */
  giveBack(door: Door, address: string, signal: AbortSignal): Promise<void>;
}
