import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { cacheOf } from '../../../app/entry/code-cache.ts';

const run = promisify(execFile);
const here = import.meta.dirname;
/** With these, the same file always has the same cache. V8's usual ones are drawn for each process. */
const seeds = ['--hash-seed=1', '--random-seed=1'];
/** That of Lambda's runtime: V8 refuses a cache that was made with others. */
const runtimeFlags = ['--expose-gc'];

/** Writes the code cache of a bundle beside it, for this Node.js and this processor. Takes a second. */
export async function makeCodeCache(file: string): Promise<void> {
  // The cache must not come from an earlier one.
  await rm(cacheOf(file), { force: true });
  const stub = spawn(process.execPath, [resolve(here, 'dynamodb-stub.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(stub.stdout.setEncoding('utf8'), 'data');
    const env = {
      DYNAMODB_ENDPOINT: `http://127.0.0.1:${port.trim()}`,
      DATA_TABLE_NAME: 'build',
      EPHEMERAL_TABLE_NAME: 'build-ephemeral',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'build',
      AWS_SECRET_ACCESS_KEY: 'build',
      AWS_LAMBDA_FUNCTION_NAME: 'build',
      USER_POOL_ID: 'us-east-1_none',
      USER_POOL_CLIENT_ID: 'none',
    };
    const flags = [...runtimeFlags, ...seeds];
    await run(process.execPath, [...flags, resolve(here, 'write.ts'), resolve(file)], { env });
  } finally {
    stub.kill();
  }
}
