import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { apiBase } from './lib/api-base.ts';
import { startSession } from './lib/api-session.ts';
import { ownerRequests, Refused } from './lib/owner-requests.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { readDocument } from './transfer/document.ts';
import { importData } from './transfer/import.ts';

const usage = 'npm run import -- <folder of an export> [--yes]';

// Adds what an export has and the site lacks: docs/data-format.md. Says first what it would do.
await runScript(async () => {
  const { values, positionals } = args();
  const [from] = positionals;
  if (from === undefined || positionals.length > 1) throw new UserError(usage);
  const isFolder = (await stat(from).catch(() => undefined))?.isDirectory();
  const path = isFolder ? `${from}/data.json` : from;
  const data = await readDocument(path);
  const base = apiBase(process.env);
  const request = ownerRequests(base, startSession(base, process.env));
  const isPlan = !values.yes;
  const options = { data, path, isPlan, request, say: console.log };
  const { added, unchanged, refused } = await importData(options).catch((error) => {
    if (error instanceof Refused) throw new UserError(`${path}: ${error.message}`);
    throw error;
  });
  for (const line of refused) console.log(`refused ${line}`);
  const numbers = `${added} added, ${unchanged} unchanged, ${refused.length} refused`;
  console.log(
    isPlan ? `It would be: ${numbers}. Nothing is written yet: repeat with --yes` : numbers,
  );
  if (refused.length > 0) process.exitCode = 2;
});

function args() {
  try {
    const options = { yes: { type: 'boolean', default: false } } as const;
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${usage}`);
  }
}
