import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'tap';
import { jar } from '../../scripts/java/jars.ts';
import { attachment } from '../../site/pdf/attachment.ts';
import { renderPdf } from '../../site/pdf/pdf.ts';
import { outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { resumes } from '../support/resumes.ts';
import { scriptResumes } from '../support/script-resumes.ts';

const { arabic, everything, hostile, sample } = resumes;

/** Each letter and its signs are several glyphs. */
const signs: Resume = {
  basics: { name: 'محمّد', summary: 'السَّلامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ' },
  meta: { language: 'ar' },
};

/** What veraPDF prints of each file: PASS or FAIL, the file, and the rules that it breaks. */
async function veraPdf(files: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('java', [
    ...['-cp', await jar('greenfield-apps'), 'org.verapdf.apps.GreenfieldCliWrapper'],
    ...['--flavour', 'ua1', '--format', 'text', '-v', ...files],
  ]).catch((error) => error);
  return stdout;
}

test('veraPDF finds no fault by PDF/UA-1, and finds one where it is', async (t) => {
  const folder = t.testdir();
  const write = async (name: string, resume: Resume) => {
    const file = join(folder, `${name}.pdf`);
    await writeFile(
      file,
      await renderPdf(outline(resume), 'a4', { attachment: attachment(resume) }),
    );
    return file;
  };
  const { hebrew, hindi, thai } = scriptResumes;
  const all = { sample, everything, arabic, signs, hostile, hebrew, hindi, thai };
  const files: string[] = [];
  for (const [name, resume] of Object.entries(all)) {
    files.push(await write(name, resume));
  }
  const faulty = join(folder, 'faulty.pdf');
  const pdf = await readFile(files[0] ?? '', 'latin1');
  await writeFile(faulty, pdf.replace('/DisplayDocTitle true', '/DisplayDocTitle null'), 'latin1');

  const printed = await veraPdf([...files, faulty]);
  for (const file of files) t.match(printed, `PASS ${file} ua1`);
  t.match(printed, `FAIL ${faulty} ua1\n  FAIL 7.1-10\n`);
});
