import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { readConfigOrExit } from '../app/config.ts';
import { AppProcess } from './local/app-process.ts';
import { lockData } from './local/data-lock.ts';
import { type Database, startDatabase } from './local/database.ts';
import { freePort, isFree } from './local/free-port.ts';
import { onChange } from './local/on-change.ts';
import { startedParts } from './local/started-parts.ts';
import { createTablesAt } from './local/tables.ts';
import { runScript, UserError } from './local/user-error.ts';
import { startUserPool } from './local/user-pool.ts';
import { localOwner } from './local/user-pool-seed.ts';

const dataDir = resolve(process.env.DATA_DIR || '.data');
const anyAddress = new Set(['0.0.0.0', '::']);

const { started, stop } = startedParts();

await runScript(async () => {
  const env = withDefaults(process.env);
  const config = readConfigOrExit(env);
  const port = config.PORT || (await freePort());
  if (!(await isFree(port, config.HOST))) {
    throw new UserError(
      `Port ${port} is taken. Stop the program that uses it, or take another: PORT=${port + 1} npm run dev`,
    );
  }
  try {
    const database = await openDatabase(env);
    env.DYNAMODB_ENDPOINT = database.endpoint;
    const { TABLE_NAME: VisitorTable, FORGETTABLE_TABLE_NAME: ForgettableTable } = config;
    await createTablesAt(database.endpoint, { VisitorTable, ForgettableTable }, env);
    const signIn = await openUserPool(env);
    const url = `http://${anyAddress.has(config.HOST) ? 'localhost' : config.HOST}:${port}`;
    await buildSite();
    for (const folder of ['public', 'app/site']) {
      const watcher = onChange(folder, buildSite);
      started.push({ stop: () => watcher.close() });
    }
    const app = new AppProcess({ ...env, PORT: `${port}` });
    started.push(app);
    if (!(await app.listening(`${url}/health`))) throw new UserError('The app did not start.');
    console.log(`
  Site and API  ${url}
  Database      ${database.description}
  Data          ${database.location}
  Sign-in       ${signIn}

  Ctrl-C stops it.
`);
  } catch (error) {
    await stop();
    throw error;
  }
});

/** In a process of its own, so that changes of its code count. It says itself what is wrong. */
async function buildSite(): Promise<void> {
  const build = fork('scripts/build-site.ts', ['--show-problems']);
  await once(build, 'exit');
}

/** DynamoDB Local takes any credentials, but some. */
function withDefaults(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const local = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  const tables = {
    TABLE_NAME: 'cloud-resume',
    FORGETTABLE_TABLE_NAME: 'cloud-resume-forgettable',
  };
  const pool = { USER_POOL_ID: 'local', USER_POOL_CLIENT_ID: 'local' };
  return { ...tables, ...local, ...pool, ...env };
}

async function openDatabase(env: NodeJS.ProcessEnv): Promise<Database & { location: string }> {
  if (env.DYNAMODB_ENDPOINT) return { ...(await startDatabase(env)), location: 'there' };
  await mkdir(dataDir, { recursive: true });
  const lock = await lockData(join(dataDir, 'owner.json'));
  started.push({ stop: lock.release });
  const starting = startDatabase(env, join(dataDir, 'dynamodb'));
  started.push({ stop: () => starting.then((database) => database.stop()).catch(() => {}) });
  const database = await starting;
  await lock.databasePid(database.pid);
  return { ...database, location: `${relative('.', dataDir)}/` };
}

/** Tells `env` the user pool; returns with what one signs in there. */
async function openUserPool(env: NodeJS.ProcessEnv): Promise<string> {
  if (process.env.USER_POOL_ID) return `as a user of ${process.env.USER_POOL_ID}`;
  const pool = await startUserPool(join(dataDir, 'user-pool'));
  started.push(pool);
  Object.assign(env, pool.env);
  return `${localOwner.email}, password ${localOwner.password}`;
}
