import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '../unavailable.ts';

const firstDelayMs = 25;

/** More at once than can be answered in time are refused at once, so that those before them are. */
const maxUnderWay = 300;

export interface SendOptions {
  abortSignal: AbortSignal;
}

type Attempt<T> = (options: SendOptions) => Promise<T>;
type MayRepeat = (error: unknown) => boolean;

/**
 * The answer of `attempt`, which is repeated while `mayRepeat` allows it for the error, with a growing
 * random pause, until `deadline`, or else the sender’s time, is up.
 * @throws {Unavailable} with the last error as its cause.
 */
export type Send = <T>(
  attempt: Attempt<T>,
  mayRepeat: MayRepeat,
  deadline?: AbortSignal,
) => Promise<T>;

/**
 * A way to ask a service, which the errors call `what`. All that a request asks one after the other, and
 * a start and an answer around it, must end within 3 seconds.
 */
export function sender(what: string, deadlineMs: number): Send {
  let underWay = 0;
  return async (attempt, mayRepeat, deadline = AbortSignal.timeout(deadlineMs)) => {
    if (underWay >= maxUnderWay) throw new Unavailable(what, new Error('Too busy'));
    underWay++;
    try {
      return await repeat(attempt, mayRepeat, deadline);
    } catch (error) {
      throw new Unavailable(what, error);
    } finally {
      underWay--;
    }
  };
}

async function repeat<T>(attempt: Attempt<T>, mayRepeat: MayRepeat, abortSignal: AbortSignal) {
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

/** Whether no connection came about, so that nothing was sent. */
export function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // A host with several addresses fails with one error for each.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.every(neverConnected);
  }
  const { syscall } = error as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo';
}

/** For reads, and writes that have the same effect when applied twice. */
export function always(): boolean {
  return true;
}
