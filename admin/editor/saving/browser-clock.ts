import type { Clock } from './saver.ts';

/** Longer timers of a browser end at once. */
const longestMs = 2 ** 31 - 1;

/** The time since the page was loaded, which a change of the device's clock leaves alone. */
export const browserClock: Clock = {
  now: () => performance.now(),
  at(instant, wake) {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const left = Math.min(Math.max(1, instant - performance.now()), longestMs);
      // A timer can end a moment early.
      timer = setTimeout(() => (performance.now() < instant ? wait() : wake()), left);
    };
    wait();
    return () => clearTimeout(timer);
  },
};
