import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { atsTable, measure } from '../../bench/ats-table.ts';
import { inserted } from '../../bench/page-part.ts';

const measurements = await measure();

for (const [program, resume, result] of measurements) {
  test(`${program} reads all of the resume ${resume} in its order`, (t) => {
    t.ok(result.words.all > 50);
    t.ok(result.headings.all > 0 && result.dates.all > 0);
    t.strictSame(result.findings, []);
    t.end();
  });
}

test('docs/ats.md has what was measured: npm run bench:ats writes it', async (t) => {
  const page = await readFile('docs/ats.md', 'utf8');
  t.equal(page, inserted(page, 'npm run bench:ats', atsTable(measurements)));
});
