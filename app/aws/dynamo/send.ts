import { neverConnected, sender } from '../send.ts';

export { always } from '../send.ts';

const deadlineMs = 1500;

/** For requests that ask the table once; with a `deadline` for those that ask several times. */
export const send = sender('The database', { deadlineMs, attemptMs: 700 });

export function deadline(): AbortSignal {
  return AbortSignal.timeout(deadlineMs);
}

const refusals = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'Throttling',
]);

/**
 * Whether a write that failed so was certainly not applied: the table refused it for lack of capacity,
 * or no connection came about. All else (a lost answer, a reset, a 5xx, a time limit) leaves it open.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export function certainlyNotApplied(error: unknown): boolean {
  return (error instanceof Error && refusals.has(error.name)) || neverConnected(error);
}
