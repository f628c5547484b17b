import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A command failed. The message contains the end of its output. */
export class CommandError extends Error {
  output: string;

  constructor(command: string, output: string) {
    super(`${command} failed:\n${output.trim().split('\n').slice(-40).join('\n')}`);
    this.output = output;
  }
}

/** Runs a command and returns its output. @throws {CommandError} when its exit code is not 0. */
export async function run(
  command: string,
  args: string[],
  { env, signal }: { env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<string> {
  // In its own process group: on Ctrl-C, we end the command with all that it has started.
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const end = () => child.pid && process.kill(-child.pid, 'SIGTERM');
  signal.addEventListener('abort', end);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }
  const [code] = await once(child, 'close').finally(() => signal.removeEventListener('abort', end));
  if (code !== 0) throw new CommandError([command, ...args].join(' '), output);
  return output;
}
