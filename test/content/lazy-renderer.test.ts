import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from 'tap';
import { rendererVersion } from '../../app/render/markdown/contract.ts';
import { contentOn, post, rendererOf } from '../support/content.ts';
import { databaseEnv, makeTable, tablesEnv } from '../support/table.ts';
import { noUserPool } from '../support/user-pool.ts';

const run = promisify(execFile);

/** Calls the app's own content and prints, after each call, how many modules of the renderer are loaded. */
const script = `
import { registerHooks } from 'node:module';
let modules = 0;
registerHooks({ load: (url, context, next) => {
  if (/markdown-it|highlight\\.js|render\\/markdown\\/render/.test(url)) modules++;
  return next(url, context);
} });
const { appVariables, readConfig } = await import('./app/config.ts');
const { createContentDependencies } = await import('./app/content-dependencies.ts');
const { content } = createContentDependencies(readConfig(process.env, appVariables));
const last = {
  write: () => content.create('post', { title: 'y', content: 'y', category: 'y' }, { publish: true }),
  oldPage: () => content.page('post', 'old'),
};
const calls = {
  list: () => content.list('post', { status: 'published', limit: 1 }),
  find: () => content.find('post', 'x', false),
  page: () => content.page('post', 'x'),
  project: () => content.create('project', { name: 'x', description: 'x' }, { publish: true }),
  [process.env.LAST]: last[process.env.LAST],
};
const loaded = {};
for (const [name, call] of Object.entries(calls)) {
  await call();
  loaded[name] = modules > 0;
}
console.log(JSON.stringify(loaded));
`;

for (const last of ['write', 'oldPage']) {
  test(`the renderer is loaded by the first ${last}, and by nothing before it`, async (t) => {
    const table = await makeTable(t);
    const saved = { publish: true };
    const contentOf = (version: number) => contentOn(table, { renderer: rendererOf(version) });
    await contentOf(rendererVersion).create('post', post('x'), saved);
    await contentOf(rendererVersion - 1).create('post', post('old'), saved);
    const env = { ...databaseEnv(), ...noUserPool, DATA_TABLE_NAME: table.name, LAST: last };
    const args = ['--input-type=module', '-e', script];
    // Without a site, its language is English.
    const { stdout } = await run(process.execPath, args, {
      env: tablesEnv({ ...env, SITE_FOLDER: 'no-site' }),
    });
    const loaded = { list: false, find: false, page: false, project: false, [last]: true };
    t.strictSame(JSON.parse(stdout), loaded);
  });
}
