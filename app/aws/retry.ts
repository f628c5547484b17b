import { setTimeout as sleep } from 'node:timers/promises';

const firstDelayMs = 25;
/** Longer pauses would leave free again what many clients wait for. */
const maxDelayMs = 200;

interface RetryOptions {
  /** Whether a failed attempt may be retried. */
  isRetryable: (error: unknown) => boolean;
  /** Aborts attempts and pauses. */
  signal: AbortSignal;
  /** Time limit of one attempt, if `signal` alone would give it too long. */
  attemptMs?: number | undefined;
  /** Asked before each further attempt, with the error of the last one. It cannot fail. */
  isStillWanted?: (error: unknown) => Promise<boolean>;
}

/**
 * Returns the answer of `attempt`. Retries it after a growing random pause, while `isRetryable` allows it
 * and until `signal` aborts.
 * @throws the error of the last attempt.
 */
export async function withRetries<T>(
  attempt: (signal: AbortSignal) => Promise<T>,
  { isRetryable, signal, attemptMs, isStillWanted }: RetryOptions,
): Promise<T> {
  for (let delay = firstDelayMs; ; delay = Math.min(2 * delay, maxDelayMs)) {
    try {
      return await attempt(attemptMs ? withLimit(signal, attemptMs) : signal);
    } catch (error) {
      if (!isRetryable(error) || !(await pause(delay, signal))) throw error;
      if (isStillWanted && !(await isStillWanted(error))) throw error;
    }
  }
}

function withLimit(signal: AbortSignal, ms: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(ms)]);
}

/** False when `signal` aborted during the pause. Jitter spreads out clients that failed together. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(Math.random() * ms, undefined, { signal }).catch(() => {});
  return !signal.aborted;
}

/** Whether no connection was established, so that nothing was sent. */
export function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // A connection to a host with several addresses fails with one error for each address.
  if (error instanceof AggregateError && error.errors.length > 0) {
    return error.errors.every(neverConnected);
  }
  const { syscall } = error as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo';
}
