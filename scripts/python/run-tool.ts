import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pythonTools } from './tools.ts';

/** Runs a command of the tools that `<list>.txt` names, and returns its exit code. */
export async function runTool(list: string, command: string, args: string[]): Promise<number> {
  const child = spawn(join(await pythonTools(list), command), args, { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
