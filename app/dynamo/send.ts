import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '../unavailable.ts';

/** With this, and a start and an answer around it, every request ends within 3 seconds. */
const deadlineMs = 1800;
const firstDelayMs = 25;

/** More at once than can be answered in time are refused at once, so that those before them are. */
const maxUnderWay = 300;
let underWay = 0;

type Attempt<T> = (options: { abortSignal: AbortSignal }) => Promise<T>;
type MayRepeat = (error: unknown) => boolean;

/** Ends what a request may take of the database's time: one for all that it sends. */
export function deadline(): AbortSignal {
  return AbortSignal.timeout(deadlineMs);
}

/**
 * The answer of `attempt`, which is repeated while `mayRepeat` allows it for the error, with a growing
 * random pause, until `until`: 1.8 seconds from now, if it is not given.
 * @throws {Unavailable} with the last error as its cause.
 */
export async function send<T>(
  attempt: Attempt<T>,
  mayRepeat: MayRepeat,
  until = deadline(),
): Promise<T> {
  if (underWay >= maxUnderWay) throw new Unavailable('The database', new Error('Too busy'));
  underWay++;
  try {
    return await repeat(attempt, mayRepeat, until);
  } catch (error) {
    throw new Unavailable('The database', error);
  } finally {
    underWay--;
  }
}

async function repeat<T>(
  attempt: Attempt<T>,
  mayRepeat: MayRepeat,
  abortSignal: AbortSignal,
): Promise<T> {
  for (let delay = firstDelayMs; ; delay *= 2) {
    try {
      return await attempt({ abortSignal });
    } catch (error) {
      if (!mayRepeat(error) || !(await pause(delay, abortSignal))) throw error;
    }
  }
}

/** False when the time ran out during the pause. Jitter keeps clients that failed together apart. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(Math.random() * ms, undefined, { signal }).catch(() => {});
  return !signal.aborted;
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
  if (!(error instanceof Error)) return false;
  if (refusals.has(error.name)) return true;
  // A host with several addresses fails with one error for each.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.every(certainlyNotApplied);
  }
  const { syscall } = error as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo';
}

/** For reads, and writes that have the same effect when applied twice. */
export function always(): boolean {
  return true;
}
