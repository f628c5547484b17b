import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'tap';

const run = promisify(execFile);

/** Runs scripts/aws/build.sh where `npm run build` has written these files, in this order. */
async function archive(folder: string, files: string[], mode: number, changed: Date) {
  const built = join(folder, 'dist/lambda');
  for (const path of ['bin', 'scripts/aws', 'dist/lambda']) {
    await mkdir(join(folder, path), { recursive: true });
  }
  await cp('scripts/aws/build.sh', join(folder, 'scripts/aws/build.sh'));
  await writeFile(join(folder, 'bin/npm'), '#!/bin/sh\n', { mode: 0o755 });
  for (const name of files) {
    await writeFile(join(built, name), name);
    await chmod(join(built, name), mode);
    await utimes(join(built, name), changed, changed);
  }
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
  const { stdout } = await run('scripts/aws/build.sh', ['lambda'], { cwd: folder, env });
  return { stdout, bytes: await readFile(join(folder, 'dist/lambda.tar.gz')) };
}

test('the archives of two equal builds have one digest, whenever and by whom they were built', async (t) => {
  const folder = t.testdir();
  const names = ['index.mjs', 'openapi.json', 'part-A.mjs'];
  const one = await archive(join(folder, 'one'), names, 0o644, new Date('2001-02-03'));
  const two = await archive(join(folder, 'two'), names.toReversed(), 0o664, new Date('2031-02-03'));
  t.match(one.stdout, /^digest=[0-9a-f]{64}\n$/);
  t.equal(two.stdout, one.stdout);
  t.ok(two.bytes.equals(one.bytes));
});

test('no file of the archive is older than a zip can say, in any zone', async (t) => {
  const folder = t.testdir();
  await archive(folder, ['index.mjs'], 0o644, new Date());
  const list = ['-tvzf', join(folder, 'dist/lambda.tar.gz')];
  const { stdout } = await run('tar', list, { env: { ...process.env, TZ: 'Etc/GMT+12' } });
  for (const line of stdout.trim().split('\n')) t.match(line, / 19(8\d|9\d)-/);
});
