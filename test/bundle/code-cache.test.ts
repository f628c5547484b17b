import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Test, test } from 'tap';
import { cacheOf } from '../../app/entry/code-cache.ts';
import { startBundle } from '../support/bundle.ts';
import { lambdaFolder } from '../support/dist.ts';
import { exampleEvent } from '../support/events.ts';

/** A fresh process of the bundle answers. Returns what it says of its code cache. */
async function start(t: Test, folder: string): Promise<string[]> {
  const bundle = await startBundle(t, {}, folder);
  for (const count of [1, 2]) {
    const { statusCode, body } = await bundle.invoke(exampleEvent('GET /count'));
    t.strictSame([statusCode, JSON.parse(body)], [200, { count }]);
  }
  return bundle
    .stdout()
    .split('\n')
    .filter((line) => line.includes('code cache'));
}

/** A copy of the bundle, the cache of which `damage` changes. */
async function damaged(t: Test, damage: (cache: string) => Promise<void>): Promise<string> {
  const folder = join(t.testdir(), 'lambda');
  await cp(lambdaFolder, folder, { recursive: true });
  await damage(cacheOf(join(folder, 'api.cjs')));
  return folder;
}

test('the function starts with the code cache that is shipped', async (t) => {
  t.strictSame(await start(t, lambdaFolder), []);
});

test('without a code cache, the function starts all the same, and says so once', async (t) => {
  const [line, ...others] = await start(t, await damaged(t, (cache) => rm(cache)));
  t.match(JSON.parse(line ?? ''), { level: 'warn', message: /it is missing$/ });
  t.strictSame(others, []);
});

const rejected = { level: 'warn', message: /V8 [\d.]+\S* rejects it$/ };

test('the same with a code cache that is cut short, or empty', async (t) => {
  for (const bytes of [500_000, 20, 0]) {
    const folder = await damaged(t, (cache) => truncate(cache, bytes));
    const [line, ...others] = await start(t, folder);
    t.match(JSON.parse(line ?? ''), rejected);
    t.strictSame(others, []);
  }
});

test('the same with a code cache of another Node.js, or of other flags', async (t) => {
  // V8 writes a hash of its version into the second word, and one of its flags into the fourth.
  for (const at of [4, 12]) {
    const folder = await damaged(t, async (cache) => {
      const bytes = await readFile(cache);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await writeFile(cache, bytes);
    });
    const [line, ...others] = await start(t, folder);
    t.match(JSON.parse(line ?? ''), rejected);
    t.strictSame(others, []);
  }
});
