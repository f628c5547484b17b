import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Test } from 'tap';

export interface Command {
  child: ChildProcess;
  /** What the command has printed so far, to stdout and stderr. */
  output(): string;
  exit: Promise<number | null>;
}

/** Starts a script of `npm run` without npm, and stops it at the end of the test. */
export function startCommand(
  t: Pick<Test, 'teardown'>,
  script: string,
  { env, cwd = '.', args = [] }: { env: NodeJS.ProcessEnv; cwd?: string; args?: string[] },
): Command {
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }
  const exit = once(child, 'close').then(([code]) => code);
  t.teardown(async () => {
    child.kill('SIGTERM');
    await exit;
  });
  return { child, output: () => output, exit };
}

/** Waits until `pattern` is printed and returns what its group matched. */
export async function printed(command: Command, pattern: RegExp): Promise<string> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    const match = pattern.exec(command.output());
    if (match) return match[1] ?? '';
    if (command.child.exitCode !== null) break;
  }
  throw new Error(`Not printed: ${pattern}\n${command.output()}`);
}

/** Waits up to `seconds`. */
export async function until(condition: () => Promise<boolean>, seconds = 10): Promise<boolean> {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; await sleep(50)) {
    if (await condition()) return true;
  }
  return false;
}
