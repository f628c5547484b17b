import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../lib/user-error.ts';

/**
 * The folder with the commands of `<name>.txt`, a list of packages from PyPI beside this file. The first
 * call creates a virtual environment below `.venv/` (about a minute), and creates it again when the list
 * changes.
 * @throws {UserError} without Python 3 and its module venv, or when the install fails.
 */
export async function pythonTools(name: string): Promise<string> {
  const list = fileURLToPath(new URL(`${name}.txt`, import.meta.url));
  const environment = fileURLToPath(new URL(`../../.venv/${name}`, import.meta.url));
  const bin = join(environment, 'bin');
  const marker = join(environment, 'installed');
  const wanted = createHash('sha256')
    .update(await readFile(list))
    .digest('hex');
  if ((await readFile(marker, 'utf8').catch(() => '')) === wanted) return bin;

  console.log(`Installing ${name} tools from PyPI into .venv/${name} …`);
  await rm(environment, { recursive: true, force: true });
  await mkdir(environment, { recursive: true });
  const needed = 'Python 3.10 or newer with its module venv (Debian: apt install python3-venv)';
  await run('python3', ['-m', 'venv', environment], `This needs ${needed}.`);
  await run(
    join(bin, 'pip'),
    ['install', '--quiet', '--disable-pip-version-check', '--requirement', list],
    `pip could not install scripts/python/${name}.txt from PyPI.`,
  );
  await writeFile(marker, wanted);
  return bin;
}

/** Runs a command silently. @throws {UserError} with `problem` and its last line on stderr. */
export async function run(
  command: string,
  args: string[],
  problem: string,
  env = process.env,
): Promise<void> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close').catch(() => [-1]);
  if (code === 0) return;
  throw new UserError(`${problem} ${stderr.trim().split('\n').at(-1) ?? ''}`.trim());
}
