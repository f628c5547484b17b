import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'tap';
import { cacheOf } from '../../app/entry/code-cache.ts';

const run = promisify(execFile);
const sources = ['app', 'events', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** Builds the function from a copy of the sources, and of the packages as links to the same bytes. */
async function build(folder: string, env: NodeJS.ProcessEnv, changed: Date) {
  await mkdir(folder, { recursive: true });
  for (const name of sources) await cp(name, join(folder, name), { recursive: true });
  await run('cp', ['-al', 'node_modules', folder]);
  for (const name of await readdir(join(folder, 'app'), { recursive: true })) {
    await utimes(join(folder, 'app', name), changed, changed);
  }
  const options = { cwd: folder, env: { ...process.env, NODE_OPTIONS: '', ...env } };
  await run(process.execPath, ['scripts/build.ts'], options);
  return contents(join(folder, 'dist'));
}

async function contents(folder: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    found.set(file.slice(folder.length + 1), await readFile(file));
  }
  return found;
}

/** A clock that is years ahead, for the build's own code. */
const later = `data:text/javascript,${encodeURIComponent(`
  const now = Date.now, Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length > 0 ? given : [Date.now()])); }
    static now() { return now() + 3e11; }
  };`)}`;

test('two builds in other folders, times, zones and languages have the same bytes', async (t) => {
  const folder = t.testdir();
  const here = { TZ: 'UTC', LC_ALL: 'C', LANG: 'C', HOME: join(folder, 'home') };
  const there = {
    ...{ TZ: 'Pacific/Kiritimati', LC_ALL: 'lt_LT.UTF-8', LANG: 'lt_LT.UTF-8' },
    ...{ HOME: dirname(folder), USER: 'another', NODE_OPTIONS: `--import=${later}` },
  };
  const one = await build(join(folder, 'one'), here, new Date('2001-02-03'));
  const two = await build(join(folder, 'another place', 'deeper'), there, new Date('2031-02-03'));
  for (const name of ['index.mjs', 'api.cjs', cacheOf('api.cjs'), 'nightly.mjs']) {
    t.ok(one.has(`lambda/${name}`), name);
  }
  t.ok(one.has('sbom/lambda.json'));
  t.strictSame([...two.keys()].sort(), [...one.keys()].sort());
  for (const [name, bytes] of one) t.ok(two.get(name)?.equals(bytes), name);
});
