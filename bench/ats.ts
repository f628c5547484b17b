import { readFile, writeFile } from 'node:fs/promises';
import { runScript } from '../scripts/lib/user-error.ts';
import { atsTable, measure } from './ats-table.ts';
import { inserted } from './page-part.ts';

// npm run bench:ats: writes the table of docs/ats.md.
const page = 'docs/ats.md';

await runScript(async () => {
  const found = atsTable(await measure());
  await writeFile(page, inserted(await readFile(page, 'utf8'), 'npm run bench:ats', found));
  console.log(found);
});
