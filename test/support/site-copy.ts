import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Test } from 'tap';
import type { Resume } from '../../site/resume/resume.ts';

/** A copy of the sources with another resume, and without the fonts that builds install. */
export async function siteCopy(t: Test, resume: Resume) {
  const root = await mkdtemp(join(tmpdir(), 'site-'));
  t.teardown(() => rm(root, { recursive: true }));
  const filter = (path: string) => !/fonts\/node_modules/.test(path);
  for (const path of ['app', 'public', 'site', 'scripts', 'package.json'])
    await cp(path, join(root, path), { recursive: true, filter });
  await symlink(resolve('node_modules'), join(root, 'node_modules'), 'junction');
  await writeFile(join(root, 'public/resume.json'), JSON.stringify(resume));
  /** Runs Node there, with more variables of the environment. */
  const node = (args: string[], variables: Record<string, string> = {}) =>
    promisify(execFile)(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...variables },
    });
  return { root, node };
}
