import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { LoginLimit } from '../../app/features/auth/login-limit.ts';
import { startUserPool } from '../../scripts/local/user-pool.ts';
import {
  adminClient,
  createUser,
  makeOwner,
  setPassword,
} from '../../scripts/local/user-pool-seed.ts';

/** A user pool that does not answer, for tests that need none. */
export const noUserPool = {
  USER_POOL_ID: 'local_none',
  USER_POOL_CLIENT_ID: 'none',
  COGNITO_ENDPOINT: 'http://127.0.0.1:9',
  COGNITO_ISSUER: 'http://127.0.0.1:9/local_none',
};

/** For tests that are refused more often than a network may be. */
export const noLoginLimit: LoginLimit = { take: async () => {}, giveBack: async () => {} };

export interface Credentials {
  email: string;
  password: string;
}

export interface TestUserPool {
  /** The environment of an app that uses this pool. */
  env: typeof noUserPool;
  /** Adds a user with a password, in no group. */
  addUser(credentials: Credentials): Promise<void>;
  /** Adds a user who was invited and has not chosen a password yet. */
  invite(email: string): Promise<void>;
  /** Makes a user an owner of the site. */
  makeOwner(email: string): Promise<void>;
}

/** The emulator that `npm run dev` uses, with its owner, for one test. */
export async function makeUserPool(t: Pick<Test, 'teardown'>): Promise<TestUserPool> {
  const folder = await mkdtemp(join(tmpdir(), 'user-pool-'));
  const { env, stop } = await startUserPool(folder);
  const admin = adminClient(env.COGNITO_ENDPOINT);
  t.teardown(async () => {
    admin.destroy();
    await stop();
    await rm(folder, { recursive: true });
  });
  const invite = (email: string) => createUser(admin, env.USER_POOL_ID, email, 'Some Body');
  return {
    env,
    invite,
    makeOwner: (email) => makeOwner(admin, env.USER_POOL_ID, email),
    async addUser({ email, password }) {
      await invite(email);
      await setPassword(admin, env.USER_POOL_ID, email, password);
    },
  };
}
