import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Extractor, extractors } from '../scripts/check-resume/extractors.ts';
import { type ReadBack, readBack, type Score } from '../scripts/check-resume/read-back.ts';
import { table } from '../scripts/check-resume/table.ts';
import { type Written, written } from '../scripts/check-resume/written.ts';
import { UserError } from '../scripts/lib/user-error.ts';
import { renderPdf } from '../site/pdf/pdf.ts';
import { outline } from '../site/resume/outline.ts';
import { resumes } from '../test/support/resumes.ts';

const { sample, everything, german, jsonResumeSample } = resumes;
const measured = { sample, jsonResumeSample, everything, german };

export type Measurement = [program: string, resume: string, result: ReadBack];

/**
 * What each program reads back from the PDFs of four resumes. Takes about a minute.
 * @throws {UserError} when this machine lacks one of the programs.
 */
export async function measure(): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ats-'));
  try {
    const measurements: Measurement[] = [];
    for (const [name, resume] of Object.entries(measured)) {
      const pdf = join(folder, `${name}.pdf`);
      const shown = outline(resume);
      await writeFile(pdf, await renderPdf(shown, 'a4'));
      for (const extractor of extractors) {
        measurements.push([extractor.name, name, await readWith(extractor, pdf, written(shown))]);
      }
    }
    return measurements;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * The table of docs/ats.md: for each program the sum over all resumes, or "all", so that the document
 * stays as it is when the sample changes.
 */
export function atsTable(measurements: Measurement[]): string {
  const sums = extractors.map(({ name }): [string, ReadBack] => {
    const own = measurements.filter(([program]) => program === name).map(([, , result]) => result);
    const sum = (key: 'words' | 'headings' | 'dates') =>
      own.map((result) => result[key]).reduce(add);
    return [
      name,
      { words: sum('words'), headings: sum('headings'), dates: sum('dates'), findings: [] },
    ];
  });
  const format = ({ found, all }: Score) => (found === all ? 'all' : `${found} of ${all}`);
  return table(sums, format).join('\n');
}

function add(one: Score, other: Score): Score {
  return { found: one.found + other.found, all: one.all + other.all };
}

async function readWith(extractor: Extractor, pdf: string, wanted: Written): Promise<ReadBack> {
  const lacks = await extractor.missing();
  if (lacks) throw new UserError(`${extractor.name} needs ${lacks}.`);
  return readBack(wanted, await extractor.extract(pdf));
}
