import { ApiError, NoAnswer } from '../../api/errors.ts';

const maxTries = 6;

/**
 * Repeats what did not succeed for now: 429, 503 and the like, and no answer. Export and import can be repeated without harm.
 * Waits as long as the API asks for, at most a minute.
 */
export async function patiently<T>(
  what: () => Promise<T>,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await what();
    } catch (error) {
      const isForNow =
        error instanceof NoAnswer ||
        (error instanceof ApiError && (error.status === 429 || error.status >= 500));
      if (!isForNow || tries === maxTries || signal.aborted) throw error;
      const asked = error instanceof ApiError ? error.retryAfterSeconds : undefined;
      const seconds = Math.min(60, asked ?? 2 ** tries);
      say(`The server is busy. Going on in ${seconds} s`);
      await new Promise((go) => setTimeout(go, 1000 * seconds));
      signal.throwIfAborted();
    }
  }
}
