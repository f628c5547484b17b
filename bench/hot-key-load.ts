import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Progress, Task } from './hot-key-worker.ts';

const worker = new URL('hot-key-worker.ts', import.meta.url);

export interface Load {
  accepted: number;
  refused: number;
}

/** Sends visits from `processes` processes, and reports the load so far ten times a second. */
export async function closedLoop(
  task: Omit<Task, 'first' | 'step'>,
  processes: number,
  report: (load: Load) => void,
): Promise<Load> {
  const load: Load = { accepted: 0, refused: 0 };
  await Promise.all(
    Array.from({ length: processes }, async (_, first) => {
      const child = fork(worker, { execArgv: [] });
      child.on('message', ({ accepted, refused }: Progress) => {
        load.accepted += accepted;
        load.refused += refused;
        report(load);
      });
      child.send({ ...task, first, step: processes } satisfies Task);
      const [code] = await once(child, 'exit');
      if (code !== 0) throw new Error(`A process of the benchmark ended with code ${code}`);
    }),
  );
  return load;
}
