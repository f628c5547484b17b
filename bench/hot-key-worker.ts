import { forEach } from '../app/distinct/for-each.ts';
import { Unavailable } from '../app/errors.ts';
import { ordinaryVisit } from '../test/support/ordinary-day.ts';
import { repositoryOn } from '../test/support/visitors.ts';
import { localClient } from './local-client.ts';

/** What a worker is asked to do: to send the visits `first`, `first + step`, … below `end`. */
export interface Task {
  endpoint: string;
  tables: { name: string; ephemeral: string };
  day: string;
  first: number;
  step: number;
  end: number;
  /** Visits at a time. */
  concurrency: number;
}

export interface Progress {
  /** Visits that were accepted since the last message. */
  accepted: number;
  /** Answers 503 since then. The client repeats such a visit. */
  refused: number;
}

const limitMs = 1500;

// A process like one of Lambda's, with what it knows of the day. It waits for answers, so it measures no
// queue of its own.
process.once('message', async ({ endpoint, tables, day, first, step, end, concurrency }: Task) => {
  const client = localClient(endpoint);
  const repository = repositoryOn({ ...tables, client });
  const opened = await repository.openDay(day, AbortSignal.timeout(10_000));
  if (!opened) throw new Error(`${day} is over`);
  let progress: Progress = { accepted: 0, refused: 0 };
  const report = () => {
    process.send?.(progress);
    progress = { accepted: 0, refused: 0 };
  };
  report();
  const timer = setInterval(report, 100);
  const visitors = Array.from(
    { length: Math.ceil((end - first) / step) },
    (_, i) => first + i * step,
  );
  await forEach(visitors, concurrency, async (i) => {
    const visit = ordinaryVisit(i, opened.open.salt);
    while (
      !(await isAccepted(() =>
        repository.countVisit(opened.open, visit, AbortSignal.timeout(limitMs)),
      ))
    ) {
      progress.refused++;
    }
    progress.accepted++;
  });
  clearInterval(timer);
  report();
  client.destroy();
  process.disconnect();
});

async function isAccepted(count: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await count()) !== undefined;
  } catch (error) {
    if (error instanceof Unavailable) return false;
    throw error;
  }
}
