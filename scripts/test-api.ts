import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cleanupStack } from './lib/cleanup-stack.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { localOwner } from './local/user-pool-seed.ts';
import { runTool } from './python/tool.ts';
import { pythonTools } from './python/virtual-environment.ts';

const settings = resolve('scripts/test-api.toml');
const { SEED = '1' } = process.env;
const given = process.argv.slice(2);
const { started, stop } = cleanupStack();

// Compares `npm run dev` with its API document by schemathesis: signed in as the owner, and not. Takes its options.
await runScript(async () => {
  if (!/^\d+$/.test(SEED)) throw new UserError(`SEED "${SEED}" is not valid. Expected: a number.`);
  await pythonTools('api');
  try {
    const url = await startDev();
    const token = await signIn(url);
    for (const [who, options] of [
      ['the owner', ['--header', `Authorization: Bearer ${token}`]],
      // Whatever the owner may call answers 401, whatever it gets: not with each value of each parameter.
      ['a visitor', ['--phases', 'examples,fuzzing']],
    ] as const) {
      console.log(`\nThe API as ${who} meets it. To repeat it: SEED=${SEED} npm run test:api`);
      if ((await schemathesis(url, options)) !== 0) {
        throw new UserError(`The API differs from its document as ${who} meets it.`);
      }
    }
  } finally {
    await stop();
  }
});

/** `npm run dev` on a free port, with data in a temporary folder. Returns its URL. */
async function startDev(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'test-api-'));
  started.push({ stop: () => rm(data, { recursive: true }) });
  // Not the database or the user pool that the environment names.
  const { DYNAMODB_ENDPOINT, USER_POOL_ID, ...env } = process.env;
  const dev = fork('scripts/local/end-with-parent.ts', [process.execPath, 'scripts/dev.ts'], {
    env: { ...env, HOST: '127.0.0.1', PORT: '0', DATA_DIR: data, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exit = once(dev, 'exit');
  started.push({
    async stop() {
      if (dev.connected) dev.disconnect();
      await exit;
    },
  });
  return announcedUrl(dev);
}

/** Also prints its output. */
async function announcedUrl(dev: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((found, failed) => {
    dev.stdout?.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      output += text;
      const [, url] = /Site and API {2}(\S+)/.exec(output) ?? [];
      if (url) found(url);
    });
    dev.once('exit', () => failed(new UserError('npm run dev did not start.')));
  });
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(localOwner),
  });
  const { accessToken } = (await response.json()) as { accessToken?: string };
  if (!accessToken) throw new UserError(`The owner cannot sign in: ${response.status}.`);
  return accessToken;
}

function schemathesis(url: string, more: readonly string[]): Promise<number> {
  const options = [
    '--url',
    `${url}/api`,
    '--seed',
    SEED,
    '--continue-on-failure',
    ...more,
    ...given,
  ];
  // From another URL than the tested one: schemathesis leaves out the operation that it has the document from.
  const args = ['--config-file', settings, 'run', `${url}/openapi.json`, ...options];
  return runTool('api', 'schemathesis', args);
}
