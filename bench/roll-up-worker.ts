import { repositoryOn } from '../test/support/visitors.ts';
import { localClient } from './local-client.ts';

export interface RollUpTask {
  endpoint: string;
  tables: { name: string; ephemeral: string };
  today: string;
}

export interface RollUpResult {
  seconds: number;
  /** The memory that the process needed more than before. */
  megabytes: number;
}

// A process of its own, as the nightly function is.
process.once('message', async ({ endpoint, tables, today }: RollUpTask) => {
  const client = localClient(endpoint);
  const repository = repositoryOn({ ...tables, client });
  const before = process.memoryUsage.rss();
  const start = performance.now();
  await repository.rollUp(today, AbortSignal.timeout(600_000));
  const result: RollUpResult = {
    seconds: (performance.now() - start) / 1000,
    megabytes: (process.resourceUsage().maxRSS * 1024 - before) / 1e6,
  };
  process.send?.(result);
  client.destroy();
  process.disconnect();
});
