import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pdfName } from '../../site/pdf/pdf.ts';
import { type Outline, outline } from '../../site/resume/outline.ts';
import { published } from '../../site/resume/published.ts';
import { readResume } from '../../site/resume/read.ts';
import { UserError } from '../lib/user-error.ts';
import type { Extractor } from './extractors.ts';
import { deadLinks } from './links.ts';
import { pagesOf } from './pages.ts';
import { readBack } from './read-back.ts';
import { type Results, table } from './table.ts';
import { type Written, written } from './written.ts';

interface Check {
  /** The resume as JSON. */
  source: string;
  /** The folder of the site built from it. */
  site: string;
  /** Those that this machine lacks are named. */
  extractors: Extractor[];
  /** Whether to ask for the links. */
  online: boolean;
}

interface Result {
  /** Lines to print. */
  report: string[];
  /** Whether every program read every word in its order, and every link answers that was asked. */
  isGood: boolean;
}

/**
 * Compares a resume with what programs read back from its PDF. Takes a few seconds; with `online` up to 20 seconds more for each 8 links.
 * @throws {UserError} when there is no PDF.
 */
export async function checkResume(check: Check): Promise<Result> {
  const { source, site, extractors, online } = check;
  const resume = readResume(await readFile(source), source);
  const shown = outline(published(resume));
  const pdf = join(site, pdfName(shown));
  if (!(await stat(pdf).catch(() => undefined))) throw new UserError(`There is no ${pdf}.`);

  const { results, missing } = await extractAll(extractors, pdf, written(shown));
  const { count, warning } = await pagesOf(pdf, shown.name);
  const found = findings(results);
  const report = [`${pdf}: ${count} ${count === 1 ? 'page' : 'pages'}`, '', ...table(results)];
  for (const line of missing) report.push(`Not used: ${line}`);
  if (found.length > 0) report.push('', ...found);
  if (found.length > 0 && shown.direction === 'rtl') {
    report.push(
      '',
      'Most of these programs reorder right-to-left text in any PDF: see docs/ats.md.',
    );
  }
  if (warning) report.push('', warning);
  const dead = online ? await deadLinks(links(shown)) : [];
  if (online) report.push('', ...(dead.length > 0 ? dead : ['Every link answers.']));
  return { report, isGood: (found.length === 0 || shown.direction === 'rtl') && dead.length === 0 };
}

async function extractAll(extractors: Extractor[], pdf: string, wanted: Written) {
  const results: Results = [];
  const missing: string[] = [];
  for (const { name, missing: why, extract } of extractors) {
    const lacks = await why();
    if (lacks) missing.push(`${name}, which needs ${lacks}.`);
    else results.push([name, readBack(wanted, await extract(pdf))]);
  }
  return { results, missing };
}

/** A line for each finding, with the programs that have it. */
function findings(results: Results): string[] {
  const programs = new Map<string, string[]>();
  for (const [program, { findings }] of results) {
    for (const { fate, text } of findings) {
      const finding = `${fate}: ${text}`;
      programs.set(finding, [...(programs.get(finding) ?? []), program]);
    }
  }
  return [...programs].map(([finding, names]) => `${finding} (${names.join(', ')})`);
}

function links({ contacts, sections }: Outline): string[] {
  const entries = sections.flatMap((section) => section.entries);
  const all = [
    ...contacts,
    ...[...entries, ...entries.flatMap((entry) => entry.entries)].flatMap(({ title, by }) => [
      title,
      by,
    ]),
  ].map(({ href = '' }) => href);
  return [...new Set(all.filter((href) => /^https?:/i.test(href)))];
}
