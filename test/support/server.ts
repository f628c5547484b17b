import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Test } from 'tap';
import { until } from './command.ts';
import { mediaEnv } from './media.ts';
import { databaseEnv, tablesEnv } from './table.ts';
import { noUserPool } from './user-pool.ts';

export interface Server {
  url: string;
  /** Whether the server is alive and has written nothing to stderr. */
  isWell(): boolean;
  /**
   * The longest time, in milliseconds, from when the app began to handle a request until it answered. In a
   * storm, requests queue before that. Waits until the app has logged at least `requests` requests.
   */
  slowestMs(requests: number): Promise<number>;
}

/** The app in a process of its own, as `npm run dev` starts it, on a free port. */
export async function startServer(
  t: Test,
  env: Record<string, string> & { DATA_TABLE_NAME: string },
): Promise<Server> {
  const child = spawn(process.execPath, ['app/entry/server.ts'], {
    env: {
      ...databaseEnv(),
      ...noUserPool,
      ...mediaEnv(t),
      HOST: '127.0.0.1',
      PORT: '0',
      ...tablesEnv(env),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  t.teardown(async () => {
    child.kill('SIGTERM');
    await exit;
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  const durations: number[] = [];
  createInterface(child.stdout).on('line', (line) => {
    const { durationMs } = JSON.parse(line);
    if (durationMs !== undefined) durations.push(durationMs);
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const match = /Server listening at (http:[^"]+)/.exec(chunk);
      if (match?.[1]) resolve(match[1]);
    });
    child.on('exit', () => reject(new Error(stderr)));
  });
  return {
    url,
    isWell: () => child.exitCode === null && stderr === '',
    async slowestMs(requests) {
      if (!(await until(async () => durations.length >= requests))) {
        throw new Error(`Only ${durations.length} of ${requests} requests were logged`);
      }
      return Math.max(...durations);
    },
  };
}
