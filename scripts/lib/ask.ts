import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UserError } from './user-error.ts';

const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });

/**
 * Asks the person at the terminal, on stderr: stdout is for results. A secret is not shown.
 * @throws {UserError} when the input ends
 */
export async function ask(question: string, isSecret = false): Promise<string> {
  const { stdin: input, stderr } = process;
  process.stderr.write(question);
  const lines = createInterface({
    input,
    output: isSecret ? nowhere : stderr,
    terminal: input.isTTY ?? false,
  });
  try {
    const ended = new Promise<never>((_, reject) => {
      lines.once('close', () => reject(new UserError('\nStopped.')));
    });
    return await Promise.race([lines.question(''), ended]);
  } finally {
    lines.close();
    if (isSecret) process.stderr.write('\n');
  }
}
