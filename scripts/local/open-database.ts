import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Config } from '../../app/config.ts';
import { lockData } from './data-lock.ts';
import { startDatabase } from './database.ts';
import type { Database } from './database-handle.ts';
import { createTablesAt } from './tables.ts';

export const dataDir = resolve(process.env.DATA_DIR || '.data');

/** DynamoDB Local accepts any credentials, but requires some. */
export function withDefaults(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const local = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  const tables = {
    DATA_TABLE_NAME: 'cloud-resume',
    EPHEMERAL_TABLE_NAME: 'cloud-resume-ephemeral',
  };
  const pool = { USER_POOL_ID: 'local', USER_POOL_CLIENT_ID: 'local' };
  return { ...tables, ...local, ...pool, ...env };
}

type Tables = Pick<Config, 'DATA_TABLE_NAME' | 'EPHEMERAL_TABLE_NAME'>;

/**
 * The database with the data and tables of `npm run dev`, or the one that `env` names. Adds to `started`
 * what the caller has to stop.
 */
export async function openDatabase(
  env: NodeJS.ProcessEnv,
  { DATA_TABLE_NAME, EPHEMERAL_TABLE_NAME }: Tables,
  started: { stop(): Promise<unknown> }[],
): Promise<Database & { location: string }> {
  const database = await open(env, started);
  const tables = { DataTable: DATA_TABLE_NAME, EphemeralTable: EPHEMERAL_TABLE_NAME };
  await createTablesAt(database.endpoint, tables, env);
  return database;
}

async function open(env: NodeJS.ProcessEnv, started: { stop(): Promise<unknown> }[]) {
  if (env.DYNAMODB_ENDPOINT)
    return { ...(await startDatabase(env)), location: 'DYNAMODB_ENDPOINT' };
  await mkdir(dataDir, { recursive: true });
  const lock = await lockData(join(dataDir, 'owner.json'));
  started.push({ stop: lock.release });
  const starting = startDatabase(env, join(dataDir, 'dynamodb'));
  started.push({ stop: () => starting.then((database) => database.stop()).catch(() => {}) });
  const database = await starting;
  await lock.databasePid(database.pid);
  return { ...database, location: `${relative('.', dataDir)}/` };
}
