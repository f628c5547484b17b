interface Part {
  stop(): Promise<unknown>;
}

/** Ctrl-C reaches us twice: from the terminal, and from npm. Only later ones are of somebody in a hurry. */
const sameSignalMs = 2000;

/** What a command starts, to be stopped in reverse order: by `stop`, or when the command is told to end. */
export function cleanupStack(): { started: Part[]; stop(): Promise<void> } {
  const started: Part[] = [];
  let stopping: Promise<void> | undefined;
  let stoppingSince: number | undefined;
  const stopAll = async () => {
    for (let part = started.pop(); part; part = started.pop()) await part.stop();
  };
  // The same promise for all: what a part's end makes fail waits here, and the signal's exit code holds.
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
      process.exit(0);
    });
  }
  return { started, stop };
}
