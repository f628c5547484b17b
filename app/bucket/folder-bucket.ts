import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Unavailable } from '../errors.ts';
import type { Bucket, BucketFile } from './bucket.ts';

interface Folders {
  /** Of the built site, which the next build replaces. */
  site: string;
  /** Of what is below `media/`. */
  media: string;
}

const mediaPrefix = 'media/';

/** The site's files on a laptop. */
export function folderBucket({ site, media }: Folders): Bucket {
  function pathOf(key: string): string {
    const isMedia = key.startsWith(mediaPrefix);
    const folder = resolve(isMedia ? media : site);
    const path = join(folder, isMedia ? key.slice(mediaPrefix.length) : key);
    if (path !== folder && !path.startsWith(folder + sep)) {
      throw new Error(`${key} is not in the folder`);
    }
    return path;
  }

  return {
    get: (key) => readFile(pathOf(key)).catch(ignoreMissing),
    has: async (key) => (await stat(pathOf(key)).catch(ignoreMissing)) !== undefined,
    remove: (key) => rm(pathOf(key), { force: true }).catch(failed),

    async put(key, bytes) {
      const path = pathOf(key);
      const temporary = join(dirname(path), `.${randomUUID()}`);
      await mkdir(dirname(path), { recursive: true }).catch(failed);
      await writeFile(temporary, bytes).catch(failed);
      await rename(temporary, path).catch(failed);
    },

    async list(prefix, { limit, after = '' }) {
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      const names = (await readdir(pathOf(folder)).catch(ignoreMissing)) ?? [];
      const keys = names
        .filter((name) => !name.startsWith('.'))
        .map((name) => folder + name)
        .filter((key) => key.startsWith(prefix) && key > after)
        .sort();
      const files = await Promise.all(keys.slice(0, limit).map((key) => describe(key)));
      return files.filter((file) => file !== undefined);
    },
  };

  async function describe(key: string): Promise<BucketFile | undefined> {
    const found = await stat(pathOf(key)).catch(ignoreMissing);
    return found && { key, bytes: found.size, lastModified: found.mtime };
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') failed(error);
}

function failed(error: Error): never {
  throw new Unavailable('The folder of the site', error);
}
