import { mkdir, rename, rm } from 'node:fs/promises';

/** Puts the folder `from` in the place of `to`. `to` is missing only between two renames. */
export async function replaceFolder(to: string, from: string): Promise<void> {
  const old = `${to}.old`;
  await rm(old, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  await rename(to, old);
  await rename(from, to);
  await rm(old, { recursive: true });
}
