/** Texts follow each other at this distance, in milliseconds: faster ones are not heard to their end. */
export const pauseMs = 500;

interface Clock {
  now: () => number;
  later: (run: () => void, ms: number) => void;
}

/** Passes texts on to `say`, at most one in `pauseMs`. Of those that come faster, the last is said. */
export function speaker(say: (text: string) => void, { now, later }: Clock) {
  let next: string | undefined;
  let freeAt = Number.NEGATIVE_INFINITY;
  const sayNext = () => {
    if (next === undefined) return;
    say(next);
    next = undefined;
    freeAt = now() + pauseMs;
  };
  return (text: string): void => {
    const isWaiting = next !== undefined;
    next = text;
    if (isWaiting) return;
    if (now() >= freeAt) sayNext();
    else later(sayNext, freeAt - now());
  };
}
