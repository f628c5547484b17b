import type { Clock } from './saver.ts';

/** The time since the page was loaded, which a change of the device's clock leaves alone. */
export const browserClock: Clock = {
  now: () => performance.now(),
  at(instant, wake) {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      // A timer can end a moment early.
      timer = setTimeout(
        () => (performance.now() < instant ? wait() : wake()),
        Math.max(1, instant - performance.now()),
      );
    };
    wait();
    return () => clearTimeout(timer);
  },
};
