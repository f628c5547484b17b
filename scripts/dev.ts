import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { exitOnError, readConfig, serverVariables } from '../app/config.ts';
import { cleanupStack } from './lib/cleanup-stack.ts';
import { freePort, isFree } from './lib/free-port.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { AppProcess } from './local/app-process.ts';
import { startMailbox } from './local/mailbox.ts';
import { onChange } from './local/on-change.ts';
import { dataDir, openDatabase, withDefaults } from './local/open-database.ts';
import { startUserPool } from './local/user-pool.ts';
import { localOwner } from './local/user-pool-seed.ts';

/** Builds for a deployment have folders of their own: `dist/site`, or a temporary one. */
const site = 'dist/dev';
/** Beside the database: images outlive the builds of the site. */
const media = join(dataDir, 'media');
const loopback = new Set(['localhost', '127.0.0.1', '::1']);

const { started, stop } = cleanupStack();

await runScript(async () => {
  const env = withDefaults(process.env);
  const config = exitOnError(() => readConfig(env, serverVariables));
  // The emulator's private key is public.
  if (!loopback.has(config.HOST) && !env.USER_POOL_ID) {
    throw new UserError(
      `HOST=${config.HOST} opens the site to your network, where anyone could sign in as its owner. Leave HOST unset.`,
    );
  }
  const port = config.PORT || (await freePort());
  if (!(await isFree(port, config.HOST))) {
    throw new UserError(
      `Port ${port} is taken. Stop the program that uses it, or take another: PORT=${port + 1} npm run dev`,
    );
  }
  const url = `http://${nameOf(config.HOST)}:${port}`;
  const build = () => buildSite(url);
  try {
    const database = await openDatabase(env, config, started);
    env.DYNAMODB_ENDPOINT = database.endpoint;
    const mailbox = await startMailbox();
    started.push(mailbox);
    const [signIn] = await Promise.all([openUserPool(env), build()]);
    Object.assign(env, mailbox.env);
    const watcher = onChange(['public', 'site', 'admin', 'app'], build);
    started.push({ stop: () => watcher.close() });
    const app = new AppProcess({ ...env, PORT: `${port}`, SITE_FOLDER: site, MEDIA_FOLDER: media });
    started.push(app);
    if (!(await app.listening(`${url}/health`))) throw new UserError('The app did not start.');
    console.log(`
  Site and API  ${url}
  Pages         ${url}/blog/, /projects/ and /certifications/
  Owner's pages ${url}/admin/
  API           ${url}/docs/, its documentation
  Database      ${database.description}
  Data          ${database.location}
  Sign-in       ${signIn}
  Mailbox       ${mailbox.env.SES_ENDPOINT}, all mails that the app sends; none leaves this machine
  Visitors      ${url}/api/v1/visitors/count; trends and overview after sign-in (README.md)

  Ctrl-C stops it.
`);
  } catch (error) {
    await stop();
    throw error;
  }
});

/** How this machine calls an address in a URL. */
function nameOf(host: string): string {
  if (['0.0.0.0', '::', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * Runs in its own process, so that changes to its code take effect. It prints its own errors. Feeds need
 * the site's URL: it is `url`, unless SITE_URL says otherwise.
 */
async function buildSite(url: string): Promise<void> {
  const build = fork('scripts/build-site.ts', [`--target=${site}`, '--show-problems'], {
    env: { SITE_URL: url, ...process.env },
  });
  await once(build, 'exit');
}

/** Adds the user pool to `env`. Returns the account to sign in with, as printed at the terminal. */
async function openUserPool(env: NodeJS.ProcessEnv): Promise<string> {
  if (process.env.USER_POOL_ID) return `as a user of ${process.env.USER_POOL_ID}`;
  const pool = await startUserPool(join(dataDir, 'user-pool'));
  started.push(pool);
  Object.assign(env, pool.env);
  return `${localOwner.email}, password ${localOwner.password}`;
}
