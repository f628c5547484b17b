/** Runs `task` when its turn has come. @throws the reason of `signal`, when that aborts before it. */
export type Limit = <T>(task: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/**
 * Tasks in the order of their arrival, at most `most` under way. One starts in each turn of the event
 * loop: Node accepts one connection a turn, so turns full of work keep the clients of a burst waiting.
 */
export function limiter(most: number): Limit {
  const waiting = new Set<() => void>();
  let underWay = 0;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || underWay >= most || waiting.size === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      const [start] = waiting;
      start?.();
      schedule();
    });
  }

  function turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', giveUp);
        waiting.delete(start);
        underWay++;
        resolve();
      };
      const giveUp = () => {
        waiting.delete(start);
        reject(signal.reason);
      };
      signal.throwIfAborted();
      signal.addEventListener('abort', giveUp, { once: true });
      waiting.add(start);
      schedule();
    });
  }

  return async (task, signal) => {
    await turn(signal);
    try {
      return await task();
    } finally {
      underWay--;
      schedule();
    }
  };
}
