import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { FontSet } from './font-sets.ts';

const workspaces = fileURLToPath(new URL('fonts/', import.meta.url));
// Not beside the workspaces: `npm run dev` builds the site when something in its sources changes.
const cache = fileURLToPath(new URL('../../node_modules/.cache/fonts/', import.meta.url));

/**
 * Installs a font set with npm, at the version and the hash of the lock file in `fonts/`, unless it is
 * there. Returns the folder of its packages. Concurrent builds may do so at once.
 * @throws {Error} with npm's code when npm fails, such as without a network.
 */
export async function installFont({ id, script, megabytes, files }: FontSet): Promise<string> {
  const lock = await readFile(join(workspaces, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex').slice(0, 10);
  const target = join(cache, `${id}-${hash}`);
  const packages = join(target, 'node_modules');
  const isThere = () =>
    Promise.all(files.map((file) => stat(join(packages, file)))).then(
      () => true,
      () => false,
    );
  if (await isThere()) return packages;

  console.log(`Installing the font for ${script}, ${megabytes} MB, once …`);
  await mkdir(cache, { recursive: true });
  await removeOld(id);
  const folder = await mkdtemp(`${target}-`);
  try {
    for (const file of ['package.json', 'package-lock.json', id])
      await cp(join(workspaces, file), join(folder, file), { recursive: true });
    await npmCi(folder, id);
    await rename(folder, target).catch(async () => {
      // Another build was faster, or the folder lacks a file.
      if (await isThere()) return;
      await rm(target, { recursive: true, force: true });
      await rename(folder, target);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return packages;
}

/** Removes earlier versions, and what interrupted builds left an hour ago or earlier. */
async function removeOld(id: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(`${id}-`)) continue;
    const found = await stat(join(cache, name)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > 3_600_000)
      await rm(join(cache, name), { recursive: true, force: true });
  }
}

async function npmCi(folder: string, workspace: string): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const patience = ['--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  const npm = spawn(
    'npm',
    ['ci', '--prefix=.', `--workspace=${workspace}`, ...quiet, ...patience],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32',
    },
  );
  const exit = new Promise((resolve, reject) => npm.on('error', reject).on('exit', resolve));
  const [code, log] = await Promise.all([exit, text(npm.stderr)]);
  if (code === 0) return;
  const reason = /^npm \S+ code (\w+)$/m.exec(log)?.[1] ?? `exit code ${code}`;
  throw new Error(`npm ci failed with ${reason}`);
}
