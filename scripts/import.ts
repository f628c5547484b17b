import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { apiBase } from './lib/api-base.ts';
import { startSession } from './lib/api-session.ts';
import { ownerRequests, Refused } from './lib/owner-requests.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { NotAnExport, readDocument } from './transfer/document.ts';
import { counterDocument, foreignDocument } from './transfer/foreign.ts';
import type { Document, Import } from './transfer/format.ts';
import { importData } from './transfer/import.ts';

const usage = `npm run import -- <folder of an export, or file of another program> [--yes]
npm run import -- --counter 12345 [--yes]   the number of an earlier counter
npm run import -- --list                    what was imported from other programs
npm run import -- --delete <id>             takes it away again

docs/data-format.md says more.`;

// Adds what an export, or a file of another program, has and the site lacks. Says first what it would do.
await runScript(async () => {
  const { values, positionals } = args();
  const base = apiBase(process.env);
  const request = ownerRequests(base, startSession(base, process.env));
  if (values.list) {
    const { items } = (await request('/v1/imports')) as { items: Import[] };
    for (const { id, views } of items)
      console.log(views === undefined ? id : `${id}: ${views} views`);
    return;
  }
  if (values.delete !== undefined) {
    await request(`/v1/imports/${encodeURIComponent(values.delete)}`, { method: 'DELETE' }).catch(
      named,
    );
    console.log(`${values.delete} is deleted`);
    return;
  }
  const { data, path, notes } = await source(values.counter, positionals);
  for (const note of notes) console.log(note);
  const isPlan = !values.yes;
  const options = { data, path, isPlan, request, say: console.log };
  const { added, unchanged, skipped, refused } = await importData(options).catch(named);
  for (const line of refused) console.log(`refused ${line}`);
  if (skipped > 0) {
    console.log(
      `${skipped} days left out: they are not before the first day that the site counted`,
    );
  }
  const numbers = `${added} added, ${unchanged} unchanged, ${refused.length} refused`;
  console.log(
    isPlan ? `It would be: ${numbers}. Nothing is written yet: repeat with --yes` : numbers,
  );
  if (refused.length > 0) process.exitCode = 2;
});

/** @throws {UserError} */
async function source(
  counter: string | undefined,
  positionals: string[],
): Promise<{ data: Document; path: string; notes: string[] }> {
  const [from] = positionals;
  if (counter !== undefined && from === undefined) {
    if (!/^\d{1,15}$/.test(counter)) throw new UserError(`${counter} is not a number of views.`);
    return { data: counterDocument(Number(counter)), path: '', notes: [] };
  }
  if (from === undefined || positionals.length > 1) throw new UserError(usage);
  if ((await stat(from).catch(() => undefined))?.isDirectory()) {
    return { data: await readDocument(`${from}/data.json`), path: `${from}/data.json`, notes: [] };
  }
  try {
    if (from.endsWith('.json')) return { data: await readDocument(from), path: from, notes: [] };
  } catch (error) {
    if (!(error instanceof NotAnExport)) throw error;
  }
  return { path: from, ...(await foreignDocument(from)) };
}

/** @throws {UserError} */
function named(error: unknown): never {
  if (error instanceof Refused) throw new UserError(error.message);
  throw error;
}

function args() {
  try {
    const options = {
      yes: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      counter: { type: 'string' },
      delete: { type: 'string' },
    } as const;
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${usage}`);
  }
}
