import { readFile, rm, writeFile } from 'node:fs/promises';
import { endProcess, isRunning } from '../lib/processes.ts';
import { UserError } from '../lib/user-error.ts';
import { jarMarker } from './database-jar.ts';

interface Owner {
  pid: number;
  databasePid?: number | undefined;
}

/**
 * Ensures that only one `npm run dev` has the data open, and ends a database that a killed one left
 * running. Call `databasePid` with the process that the next run has to end if this one is killed.
 * @throws {UserError} when another `npm run dev` is running.
 */
export async function lockData(file: string) {
  const owner: Owner | undefined = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  if (owner && (await isRunning(owner.pid, 'scripts/'))) {
    throw new UserError(
      `Another "npm run dev" (process ${owner.pid}) has the data open. Stop that one first.`,
    );
  }
  if (owner?.databasePid && (await isRunning(owner.databasePid, jarMarker))) {
    await endProcess(owner.databasePid);
  }
  const write = (databasePid?: number) =>
    writeFile(file, JSON.stringify({ pid: process.pid, databasePid } satisfies Owner));
  await write();
  return { databasePid: write, release: () => rm(file, { force: true }) };
}
