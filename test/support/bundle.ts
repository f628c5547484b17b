import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Test } from 'tap';
import { lambdaFolder } from './dist.ts';
import { mediaEnv } from './media.ts';
import { databaseEnv, makeTable, tablesEnv } from './table.ts';
import { noUserPool } from './user-pool.ts';

/** The line that bundle-host.ts writes to stdout after a request. */
const marker = (id: string) => `\0${id}\n`;
const anyMarker = new RegExp(marker('.*'), 'g');

const host = new URL('bundle-host.ts', import.meta.url);
// Neither PATH nor HOME: the bundle must not depend on this machine.
const lambdaEnv = { AWS_LAMBDA_FUNCTION_NAME: 'test', ENVIRONMENT: 'local', LOG_LEVEL: 'info' };

export interface Bundle {
  invoke(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult>;
  /** What the bundle has written to stdout so far. */
  stdout(): string;
  /** Stops the process, as Lambda does between requests. */
  freeze(): void;
  thaw(): void;
  /** Waits until the process ends. */
  exited(): Promise<{ code: number | null; stderr: string }>;
}

/** The bundle in a fresh process of this Node, on a table of its own. */
export async function startBundle(
  t: Test,
  env: Record<string, string> = {},
  folder = lambdaFolder,
): Promise<Bundle> {
  const DATA_TABLE_NAME = env.DATA_TABLE_NAME ?? (await makeTable(t)).name;
  const child = fork(host, [resolve(folder, 'index.mjs')], {
    env: {
      ...databaseEnv(),
      ...noUserPool,
      ...mediaEnv(t),
      ...lambdaEnv,
      ...tablesEnv({ DATA_TABLE_NAME, ...env }),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  });
  const exit = once(child, 'exit');
  let stdout = '';
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout?.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
  });
  const pending = new Map<string, (result: APIGatewayProxyResult) => void>();
  const results = new Map<string, APIGatewayProxyResult>();
  interface Answered {
    id: string;
    result: APIGatewayProxyResult;
  }
  child.on('message', ({ id, result }: Answered) => {
    results.set(id, result);
    settle();
  });
  child.stdout?.on('data', settle);
  /** Returns an answer once the output before it has arrived, too: they come through different pipes. */
  function settle() {
    for (const [id, result] of results) {
      if (!stdout.includes(marker(id))) continue;
      results.delete(id);
      pending.get(id)?.(result);
      pending.delete(id);
    }
  }
  t.teardown(async () => {
    if (child.connected) child.disconnect();
    await exit;
  });
  return {
    invoke(event) {
      const id = randomUUID();
      return new Promise((done) => {
        pending.set(id, done);
        child.send({ id, event });
      });
    },
    stdout: () => stdout.replace(anyMarker, ''),
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    async exited() {
      const [code] = await exit;
      return { code, stderr };
    },
  };
}
