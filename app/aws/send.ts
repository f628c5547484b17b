import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '../errors.ts';
import { maxConnections } from './http-handler.ts';
import { limiter } from './limiter.ts';

const firstDelayMs = 25;

/**
 * More at once than can be answered in time are refused at once, so that those before them are; and so
 * are all who come until hardly any of these are left, as they may have waited to be accepted as long.
 */
const maxUnderWay = 300;
const fewUnderWay = maxConnections;

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

interface Limits {
  /** For all that a request asks one after the other; with a start and an answer around it 3 seconds. */
  deadlineMs: number;
  /** For an attempt that may be repeated when no answer comes. */
  attemptMs?: number;
}

/** A way to ask a service, which the errors call `what`. */
export function sender(what: string, { deadlineMs, attemptMs = deadlineMs }: Limits): Send {
  const limit = limiter(maxConnections);
  let underWay = 0;
  let isCrowded = false;
  return async (attempt, mayRepeat, deadline = AbortSignal.timeout(deadlineMs)) => {
    isCrowded = underWay >= (isCrowded ? fewUnderWay : maxUnderWay);
    if (isCrowded) throw new Unavailable(what, new Error('Too busy'));
    underWay++;
    const isBrief = mayRepeat(new Error('No answer'));
    const abortSignal = () =>
      isBrief ? AbortSignal.any([deadline, AbortSignal.timeout(attemptMs)]) : deadline;
    const inTurn = () => limit(() => attempt({ abortSignal: abortSignal() }), deadline);
    try {
      return await repeat(inTurn, mayRepeat, deadline);
    } catch (error) {
      throw new Unavailable(what, error);
    } finally {
      underWay--;
    }
  };
}

async function repeat<T>(attempt: () => Promise<T>, mayRepeat: MayRepeat, deadline: AbortSignal) {
  for (let delay = firstDelayMs; ; delay *= 2) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayRepeat(error) || !(await pause(delay, deadline))) throw error;
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
