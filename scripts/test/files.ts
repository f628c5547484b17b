import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../lib/user-error.ts';

/**
 * The test files that `paths` name: each is one, or a folder with some.
 * @throws {UserError} when one is neither.
 */
export async function testFiles(paths: string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(filesAt));
  return [...new Set(found.flat())].sort();
}

async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new UserError(`There is no ${path}. Name a test file, or a folder with tests.`);
  const all = found.isDirectory()
    ? (await readdir(path, { recursive: true })).map((file) => join(path, file))
    : [path];
  const files = all.filter((file) => /\.test\.ts$/.test(file) && !/node_modules/.test(file));
  if (files.length === 0) throw new UserError(`${path} has no tests: their names end in .test.ts.`);
  return files;
}
