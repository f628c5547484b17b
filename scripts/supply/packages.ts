import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A package from npm, part of which we distribute. */
export interface Package {
  name: string;
  version: string;
  /** An SPDX expression. */
  license: string;
  author: string | undefined;
  /** The files with its license and notices. */
  texts: string[];
  /** The sha512 of the lock file, such as `sha512-…`. */
  integrity: string;
}

/** What lock files say of a package. */
type Locked = Record<string, { integrity?: string }>;

/** The packages of files that a bundle was made of, in the order of their names. */
export async function packagesOf(files: Iterable<string>): Promise<Package[]> {
  const folders = new Set<string>();
  for (const file of files) {
    const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
    if (folder) folders.add(folder);
  }
  return readPackages([...folders]);
}

/** The packages in folders such as `node_modules/fastify`, in the order of their names, each version once. */
export async function readPackages(folders: string[]): Promise<Package[]> {
  const lock: { packages: Locked } = JSON.parse(await readFile('package-lock.json', 'utf8'));
  const packages = await Promise.all(folders.map((folder) => readPackage(folder, lock.packages)));
  const unique = new Map(packages.map((one) => [`${one.name} ${one.version}`, one]));
  return [...unique.values()].sort(
    (a, b) => compare(a.name, b.name) || compare(a.version, b.version),
  );
}

async function readPackage(folder: string, locked: Locked): Promise<Package> {
  const { name, version, license, author } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  // In a copy of the project, the folder may be a link to that of another.
  const integrity = locked[folder.replace(/^.*?(?=node_modules\/)/, '')]?.integrity;
  if (!license || !integrity) throw new Error(`${folder} has no license, or is not in the lock.`);
  const files = (await readdir(folder)).filter((file) =>
    /^(licen[sc]e|copying|notice)/i.test(file),
  );
  const texts = await Promise.all(
    files.sort().map(async (file) => (await readFile(join(folder, file), 'utf8')).trim()),
  );
  return { name, version, license, author: author?.name ?? author, texts, integrity };
}

/** Not by the language of the machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
