import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const scripts = resolve('scripts');
/** Without it, each start compiles the same files again. */
const cache = join(tmpdir(), 'scripts-compiled');

/** Runs a script of `npm run` in the working folder, without a terminal. */
export async function runScript(
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  input = '',
): Promise<{ out: string; error: string; code: number }> {
  const child = spawn(process.execPath, [`${scripts}/${script}`, ...args], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: cache, ...env },
  });
  child.stdin.end(input);
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { out, error, code };
}
