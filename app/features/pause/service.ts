import type { CountingSwitch } from '../../http/pausable.ts';
import type { PauseRepository } from './repository.ts';

const refreshMs = 60_000;

/**
 * Counts until it has read that counting is paused. The first read is a minute after the process started, so
 * that a cold start costs no read. A failed read leaves the state as it was until the next one.
 */
export function countingSwitch(
  repository: Pick<PauseRepository, 'find'>,
  now = Date.now,
): CountingSwitch {
  let isPaused = false;
  let readAt = now();
  return {
    isPaused: () => isPaused,

    async refresh() {
      if (now() - readAt < refreshMs) return;
      readAt = now();
      isPaused = (await repository.find()) !== undefined;
    },
  };
}
