import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Test, test } from 'tap';
import { replaceFolder } from '../../site/replace-folder.ts';

async function place(t: Test) {
  const folder = await mkdtemp(join(tmpdir(), 'replace-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return { folder, target: join(folder, 'site') };
}

const names = ['a', 'b', 'c'];
const fillWith = (text: string) => async (folder: string) => {
  for (const name of names) await writeFile(join(folder, name), text);
};
const read = (folder: string) =>
  Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));

test('a reader always finds one build, whole, while others replace it', async (t) => {
  const { target } = await place(t);
  await replaceFolder(target, fillWith('first'));
  let isOver = false;
  const texts = new Set<string>();
  const reader = async () => {
    while (!isOver) {
      const [text = '', ...others] = await read(await realpath(target));
      for (const other of others) t.equal(other, text);
      texts.add(text);
    }
  };
  const reading = Promise.all([reader(), reader()]);
  let builds: string[] = [];
  for (let round = 0; texts.size < 10; round++) {
    builds = [1, 2, 3, 4, 5].map((build) => `${round}.${build}`);
    await Promise.all(builds.map((text) => replaceFolder(target, fillWith(text))));
  }
  isOver = true;
  await reading;
  const [text = ''] = await read(target);
  t.ok(builds.includes(text), 'a build of the last round remains');
});

test('a failure leaves the folder as it was, and nothing beside it', async (t) => {
  const { folder, target } = await place(t);
  await replaceFolder(target, fillWith('good'));
  const before = await readdir(folder);
  const fill = async (folder: string) => {
    await fillWith('bad')(folder);
    throw new Error('no');
  };
  await t.rejects(replaceFolder(target, fill), { message: 'no' });
  t.strictSame(await read(target), ['good', 'good', 'good']);
  t.strictSame(await readdir(folder), before);
});

test('a folder that an earlier version built is replaced', async (t) => {
  const { target } = await place(t);
  await mkdir(join(target, 'assets'), { recursive: true });
  await Promise.all(['x', 'y'].map((text) => replaceFolder(target, fillWith(text))));
  t.ok((await lstat(target)).isSymbolicLink());
  t.notOk((await readdir(target)).includes('assets'));
});

test('a build deletes what killed and earlier builds left, but nothing in use', async (t) => {
  const { folder, target } = await place(t);
  const age = async (path: string) => utimes(path, 0, 0);
  const killed = join(folder, '.site.build-killed');
  const running = join(folder, '.site.build-running');
  const others = ['.site.builder', '.site-2.build-1', 'private'].map((name) => join(folder, name));
  for (const path of [killed, running, ...others]) await mkdir(path);
  for (const path of [killed, ...others]) await age(path);
  const builds: string[] = [];
  for (const text of ['1', '2', '3']) {
    await replaceFolder(target, fillWith(text));
    builds.push(await realpath(target));
    await age(await realpath(target));
  }
  const [, second = '', third = ''] = builds;
  t.strictSame(
    new Set(await readdir(folder)),
    new Set([target, second, third, running, ...others].map((path) => basename(path))),
  );
});
