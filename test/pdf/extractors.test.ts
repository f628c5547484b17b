import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'tap';
import { atsTable, measure } from '../../bench/ats-table.ts';
import { inserted } from '../../bench/page-part.ts';
import { extractors } from '../../scripts/check-resume/extractors.ts';
import { readBack } from '../../scripts/check-resume/read-back.ts';
import { written } from '../../scripts/check-resume/written.ts';
import { renderPdf } from '../../site/pdf/pdf.ts';
import { outline } from '../../site/resume/outline.ts';

const measurements = await measure();

for (const [program, resume, result] of measurements) {
  test(`${program} reads all of the resume ${resume} in its order`, (t) => {
    t.ok(result.words.all > 50);
    t.ok(result.headings.all > 0 && result.dates.all > 0);
    t.strictSame(result.findings, []);
    t.end();
  });
}

test('dates stay beside titles that begin with a narrow letter', async (t) => {
  const titles = ['iOS developer', 'lawyer', 'tester', 'Illustrator', '.NET developer', '(Intern)'];
  const shown = outline({
    work: titles.map((position, i) => ({
      position,
      name: `Employer ${i}`,
      startDate: `201${i}-07`,
      ...(i % 2 && { endDate: `201${i}-11` }),
    })),
  });
  const pdf = join(t.testdir(), 'narrow.pdf');
  await writeFile(pdf, await renderPdf(shown, 'a4'));
  for (const { name, extract } of extractors) {
    t.strictSame(readBack(written(shown), await extract(pdf)).findings, [], name);
  }
});

test('docs/ats.md has what was measured: npm run bench:ats writes it', async (t) => {
  const page = await readFile('docs/ats.md', 'utf8');
  t.equal(page, inserted(page, 'npm run bench:ats', atsTable(measurements)));
});
