import { join } from 'node:path';
import type { Test } from 'tap';
import type { Foreign } from '../../scripts/foreign/day.ts';
import { readForeign } from '../../scripts/foreign/read.ts';
import { UserError } from '../../scripts/lib/user-error.ts';

/** The day that tests read exports on. */
export const today = '2024-06-01';

export const lines = (...all: string[]) => `${all.join('\n')}\n`;

/** Reads a file of that content. */
export async function read(t: Test, name: string, content: string | Buffer): Promise<Foreign> {
  const folder = t.testdir({ [name]: content });
  return readForeign(join(folder, name), today);
}

/** What reading it says is wrong, without the folder. */
export async function refusal(t: Test, name: string, content: string | Buffer): Promise<string> {
  const folder = t.testdir({ [name]: content });
  try {
    await readForeign(join(folder, name), today);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message.replaceAll(join(folder, '/'), '');
  }
  return 'nothing';
}
