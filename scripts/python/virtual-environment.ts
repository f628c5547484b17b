import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMarker } from '../lib/install-marker.ts';
import { UserError } from '../lib/user-error.ts';

/**
 * The folder with the commands of `<name>.txt`, a list of packages from PyPI with their hashes, which
 * `lock.ts` writes. The first call creates a virtual environment below `.venv/` (about a minute), and
 * creates it again when the list changes.
 * @throws {UserError} without Python 3 and its module venv, or when the install fails.
 */
export async function pythonTools(name: string): Promise<string> {
  const { list, environment, bin, marker } = places(name);
  if (await marker.isCurrent()) return bin;

  console.log(`Installing ${name} tools from PyPI into .venv/${name} …`);
  await rm(environment, { recursive: true, force: true });
  await mkdir(environment, { recursive: true });
  const needed = 'Python 3.10 or newer with its module venv (Debian: apt install python3-venv)';
  await run('python3', ['-m', 'venv', environment], `This needs ${needed}.`);
  await run(
    join(bin, 'pip'),
    // Only what the list names, which is all: pip itself refuses dependencies with extras, as they have no hash.
    // No source distributions: these would fetch what they are built with.
    [
      ...['install', '--quiet', '--disable-pip-version-check', '--require-hashes'],
      ...['--no-deps', '--only-binary=:all:', '--requirement', list],
    ],
    `pip could not install scripts/python/${name}.txt from PyPI.`,
  );
  await marker.set();
  return bin;
}

/** Whether `pythonTools(name)` would install nothing. */
export function hasPythonTools(name: string): Promise<boolean> {
  return places(name).marker.isCurrent();
}

function places(name: string) {
  const list = fileURLToPath(new URL(`${name}.txt`, import.meta.url));
  const environment = fileURLToPath(new URL(`../../.venv/${name}`, import.meta.url));
  const marker = installMarker(environment, list);
  return { list, environment, bin: join(environment, 'bin'), marker };
}

/** Runs a command silently. @throws {UserError} with `problem` and its last line on stderr. */
export async function run(
  command: string,
  args: string[],
  problem: string,
  env = process.env,
  cwd = process.cwd(),
): Promise<void> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close').catch(() => [-1]);
  if (code === 0) return;
  throw new UserError(`${problem} ${stderr.trim().split('\n').at(-1) ?? ''}`.trim());
}
