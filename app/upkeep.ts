import type { Metrics } from './metrics.ts';

/** Work that runs each night, and continues the next night where it was. */
export interface Part {
  name: string;
  /** When `signal` aborts. A part that is slow leaves the others their time. */
  limitMs: number;
  run(signal: AbortSignal): Promise<void>;
}

export interface Reports {
  metrics: Pick<Metrics, 'nightlyPartFailed'>;
  /** Writes one line of the log. */
  log(line: string): void;
}

/**
 * Runs all parts, one after the other, also when one fails. Logs each with its milliseconds.
 * @throws {Error} at the end, with the names of the parts that failed: Lambda runs the function again, and an alarm
 * goes off when no attempt succeeds.
 */
export async function upkeep(parts: Part[], { metrics, log }: Reports): Promise<void> {
  const failed: string[] = [];
  for (const { name, limitMs, run } of parts) {
    const start = performance.now();
    const report = (level: string, more?: object) =>
      log(JSON.stringify({ level, part: name, durationMs: since(start), ...more }));
    try {
      await run(AbortSignal.timeout(limitMs));
      report('info');
    } catch (error) {
      failed.push(name);
      report('error', { error: traceOf(error) });
      metrics.nightlyPartFailed(name);
    }
  }
  if (failed.length > 0) throw new Error(`Failed: ${failed.join(', ')}`);
}

/** Of stacks only: other properties of the SDK's errors can contain items. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return `${error}`;
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\nCause: ${traceOf(error.cause)}`;
}

function since(start: number): number {
  return Math.round(performance.now() - start);
}
