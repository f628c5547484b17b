import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Test } from 'tap';
import type { Resume } from '../../site/resume/resume.ts';

/** A copy of the sources with another resume, and without the fonts that builds install. */
export async function siteCopy(t: Test, resume: Resume) {
  const root = await mkdtemp(join(tmpdir(), 'site-'));
  t.teardown(() => rm(root, { recursive: true }));
  for (const path of [
    ...['admin', 'app', 'public', 'site', 'scripts'],
    ...['package.json', 'package-lock.json', 'tsconfig.json'],
  ])
    await cp(path, join(root, path), { recursive: true });
  await mkdir(join(root, 'node_modules'));
  for (const name of await readdir('node_modules')) {
    if (name === '.cache') continue;
    await symlink(resolve('node_modules', name), join(root, 'node_modules', name), 'junction');
  }
  await writeFile(join(root, 'public/resume.json'), JSON.stringify(resume));
  /** Runs Node there, with more variables of the environment. */
  const node = (args: string[], variables: Record<string, string> = {}) =>
    promisify(execFile)(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...variables },
    });
  return { root, node };
}
