interface Started {
  stop(): Promise<unknown>;
}

/** One Ctrl-C arrives twice: from the terminal and from npm. A later one forces an exit. */
const sameSignalMs = 2000;

/** What a command has started. `stop`, or a signal to end, stops it in reverse order; a signal exits with `exitCode`. */
export function cleanupStack({ exitCode = 0 } = {}): { started: Started[]; stop(): Promise<void> } {
  const started: Started[] = [];
  let stopping: Promise<void> | undefined;
  let stoppingSince: number | undefined;
  const stopAll = async () => {
    for (let part = started.pop(); part; part = started.pop()) await part.stop();
  };
  // One promise for all callers: a failure caused by stopping waits here, and the signal's exit code wins.
  const stop = () => {
    stopping ??= stopAll();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, async () => {
      if (stoppingSince !== undefined) {
        if (Date.now() - stoppingSince > sameSignalMs) process.exit(1);
        return;
      }
      stoppingSince = Date.now();
      await stop();
      process.exit(exitCode);
    });
  }
  return { started, stop };
}
