import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pythonTools } from './virtual-environment.ts';

const run = promisify(execFile);
// SAM requires a region, though it makes no call.
const env = { ...process.env, AWS_DEFAULT_REGION: 'us-east-1', SAM_CLI_TELEMETRY: '0' };

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command of the tools `name`, see `pythonTools`. Throws only if the install fails. */
export async function tool(name: string, command: string, args: string[]): Promise<Outcome> {
  const bin = await pythonTools(name);
  return run(join(bin, command), args, { env, maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

/** Runs it with the terminal's environment and output. Returns its exit code. */
export async function runTool(name: string, command: string, args: string[]): Promise<number> {
  const child = spawn(join(await pythonTools(name), command), args, { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
