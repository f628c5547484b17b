import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Test, test } from 'tap';
import { fontsFor } from '../../site/pdf/fonts.ts';
import { missingFromPdf, renderPdf } from '../../site/pdf/pdf.ts';
import { type Outline, outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { textsInOrder } from '../support/outline-texts.ts';
import { scriptResumes } from '../support/script-resumes.ts';

// These tests install all font sets: 160 MB, once.
const families: Record<keyof typeof scriptResumes, string[]> = {
  hebrew: ['Noto Serif Hebrew'],
  hindi: ['Yantramanav'],
  thai: ['Noto Serif Thai'],
  simplifiedChinese: ['Noto Serif SC'],
  traditionalChinese: ['Noto Serif TC'],
  japanese: ['Noto Serif JP'],
  korean: ['Noto Serif TC', 'NanumMyeongjo'],
  greek: [],
  russian: [],
};

/** What pdftotext reads, without white space and format characters, which depend on the layout. */
async function extract(t: Test, shown: Outline, options: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pdf-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const file = join(folder, 'resume.pdf');
  await writeFile(file, await renderPdf(shown, 'a4'));
  const { stdout } = await promisify(execFile)('pdftotext', [...options, file, '-']);
  return stdout.normalize().replace(/[\s\p{Cf}]/gu, '');
}

for (const [name, resume] of Object.entries<Resume>(scriptResumes)) {
  test(`the PDF of a resume in ${name} has a font for it, and its words can be extracted`, async (t) => {
    const shown = outline(resume);
    const fonts = await fontsFor(shown);
    t.strictSame(fonts.failed, []);
    t.strictSame(fonts.families, families[name as keyof typeof families]);
    t.strictSame((await missingFromPdf(shown)).characters, []);
    const words =
      textsInOrder(shown)
        .join(' ')
        .normalize()
        .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    for (const options of [[], ['-layout']]) {
      const text = await extract(t, shown, options);
      t.strictSame(
        words.filter((word) => !text.includes(word)),
        [],
      );
    }
  });
}
