import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A build writes something every few seconds. A folder without a change for so long belongs to none. */
const abandonedMs = 5 * 60 * 1000;

/** How the names of the builds of `target` begin. They are hidden, as only the link is for people. */
const prefixOf = (target: string) => `.${basename(target)}.build-`;
const newBuild = (target: string) => join(dirname(target), `${prefixOf(target)}${randomUUID()}`);

/**
 * Makes what `fill` writes into an empty folder the new content of `target`. If `fill` fails, `target`
 * stays as it was. `target` is a symbolic link, as the system can replace a link in one step, and a
 * folder not: a reader always finds one build or the other, whole. Each call has a folder of its own
 * beside `target`, so concurrent builds do not meet; the last one to finish remains. Deletes folders
 * that killed and earlier builds left.
 */
export async function replaceFolder<T>(
  target: string,
  fill: (folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(dirname(target), { recursive: true });
  const folder = newBuild(target);
  await mkdir(folder);
  let result: T;
  let previous: string;
  try {
    result = await fill(folder);
    previous = await readlink(target).catch(() => '');
    await point(target, folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  // Somebody may be reading the build that `target` was until now.
  await deleteAbandoned(target, [basename(folder), previous]);
  return result;
}

async function point(target: string, folder: string): Promise<void> {
  const link = `${folder}.link`;
  await symlink(basename(folder), link);
  await rename(link, target).catch(async () => {
    await moveAway(target);
    await rename(link, target);
  });
}

/** Earlier versions of this project made `target` a folder. */
async function moveAway(target: string): Promise<void> {
  const found = await lstat(target).catch(() => undefined);
  if (!found?.isDirectory()) return;
  // If another build has moved it meanwhile, this fails, and all is well.
  await rename(target, newBuild(target)).catch(() => {});
}

async function deleteAbandoned(target: string, kept: string[]): Promise<void> {
  for (const name of await readdir(dirname(target))) {
    if (!name.startsWith(prefixOf(target)) || kept.includes(name)) continue;
    const path = join(dirname(target), name);
    // Another build may delete the same folder.
    const { mtimeMs } = await lstat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > abandonedMs) await rm(path, { recursive: true, force: true });
  }
}
