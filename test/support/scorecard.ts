import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Test } from 'tap';
import { parts } from '../../scripts/scorecard/challenge.ts';
import { repositoryAt } from '../../scripts/scorecard/repository.ts';
import { check, type Step } from '../../scripts/scorecard/step.ts';

const files = [
  ...['.github', 'app', 'public', 'site', 'template.yaml', 'package.json', 'test/count'],
  ...['scripts/aws', 'scripts/build.ts', 'scripts/deploy.ts'],
];

/** The files of the repository that the scorecard reads, in a folder of their own, without git. */
export async function repositoryCopy(t: Test): Promise<string> {
  const folder = t.testdir();
  const filter = (path: string) => !path.includes('node_modules');
  for (const file of files) await cp(file, join(folder, file), { recursive: true, filter });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Changes a file. @throws when it has nothing to change. */
export async function change(folder: string, file: string, from: string | RegExp, to: string) {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8').catch(() => '');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} has no ${from}`);
  await writeFile(path, changed);
}

export const steps = parts.flatMap((part) => part.steps);

export function stepOf(id: string): Step {
  const step = steps.find((one) => one.id === id);
  if (!step) throw new Error(`There is no step ${id}.`);
  return step;
}

/** What the scorecard says of a step in a folder. */
export const resultOf = (id: string, folder: string) => check(stepOf(id), repositoryAt(folder));
