import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { glob, readFile, stat } from 'node:fs/promises';
import { UserError } from '../lib/user-error.ts';

/** tap is compiled for the plugins in .taprc, once after each `npm ci`. */
export async function buildTap(): Promise<void> {
  const compiled = 'node_modules/@tapjs/test/test-built/dist/esm/index.js';
  if ((await readFile(compiled, 'utf8')).includes('@tapjs/typescript')) await run('tap', ['build']);
}

const sources = ['app/**', 'events/**', 'scripts/build.ts', 'scripts/{lib,supply}/**'];

/** Builds the function where it is missing, or older than what it is built of. */
export async function buildBundle(): Promise<void> {
  const built = await stat('dist/lambda/index.mjs').catch(() => undefined);
  for await (const file of glob([...sources, 'package-lock.json'])) {
    if (built && (await stat(file)).mtimeMs < built.mtimeMs) continue;
    return run(process.execPath, ['scripts/build.ts']);
  }
}

async function run(command: string, args: string[]): Promise<void> {
  const shell = process.platform === 'win32';
  const [code] = await once(spawn(command, args, { stdio: 'inherit', shell }), 'exit');
  if (code !== 0) throw new UserError(`${[command, ...args].join(' ')} ended with ${code}.`);
}
