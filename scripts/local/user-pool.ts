import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../lib/free-port.ts';
import { untilAnswers } from '../lib/until-answers.ts';
import { UserError } from '../lib/user-error.ts';
import { seedPool } from './user-pool-seed.ts';

const emulator = fileURLToPath(import.meta.resolve('cognito-local/lib/bin/start.js'));
const preloads = ['exit-with-parent.ts', 'cognito-admin-flows.ts', 'cognito-own-account.ts'].map(
  (file) => new URL(file, import.meta.url).href,
);

export interface LocalUserPool {
  /** Environment variables for the app. */
  env: Record<
    'USER_POOL_ID' | 'USER_POOL_CLIENT_ID' | 'COGNITO_ENDPOINT' | 'COGNITO_ISSUER',
    string
  >;
  stop(): Promise<void>;
}

/**
 * A user pool with an owner, in an emulator of Cognito (npm cognito-local) on the loopback interface.
 * Anybody can forge its tokens: its private key is in its package.
 * @param dataDir the folder of users and tokens, which survive a restart.
 * @throws {UserError} when it does not start.
 */
export async function startUserPool(dataDir: string): Promise<LocalUserPool> {
  await mkdir(dataDir, { recursive: true });
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = fork(emulator, {
    // It stores its files in `.cognito` below the working directory.
    cwd: dataDir,
    env: { HOST: '127.0.0.1', PORT: `${port}` },
    execArgv: preloads.flatMap((preload) => ['--import', preload]),
    // It logs the passwords it receives.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exit = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exit;
  };
  if (!(await untilAnswers(`${endpoint}/health`, () => child.exitCode === null))) {
    throw new UserError(`The Cognito emulator did not start. Delete ${dataDir} and start again.`);
  }
  try {
    const ids = await seedPool(endpoint);
    const COGNITO_ISSUER = `${endpoint}/${ids.USER_POOL_ID}`;
    return { env: { ...ids, COGNITO_ENDPOINT: endpoint, COGNITO_ISSUER }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
