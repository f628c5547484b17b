import { test } from 'tap';
import { extractText } from 'unpdf';
import type { Resume } from '../../site/resume/resume.ts';
import { open, plain } from '../support/pdf.ts';
import { resumes } from '../support/resumes.ts';

const { arabic, fifteenJobs, hostile, jsonResumeSample, sample } = resumes;

test('A4 and Letter pages have their size, and the samples fit on two pages', async (t) => {
  for (const [paper, width, height] of [
    ['a4', 595, 842],
    ['us-letter', 612, 792],
  ] as const) {
    for (const resume of [sample, jsonResumeSample]) {
      const { numPages } = (await open(resume, paper)).pdf;
      t.ok(numPages <= 2, `${numPages} pages`);
    }
    const { pdf } = await open(sample, paper);
    const [, , right = 0, top = 0] = (await pdf.getPage(1)).view;
    t.strictSame([Math.round(right), Math.round(top)], [width, height]);
  }
});

test('no text is outside the margins', async (t) => {
  for (const resume of [sample, fifteenJobs, hostile, arabic]) {
    const { pdf } = await open(resume);
    for (let number = 1; number <= pdf.numPages; number++) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      for (const item of items) {
        if (!('str' in item) || !item.str.trim()) continue;
        const [left, right] = [item.transform[4], item.transform[4] + item.width];
        // 2 cm are 56.7 points.
        if (left < 56 || right > 595 - 55) t.fail(`${item.str} from ${left} to ${right}`);
      }
    }
  }
  t.pass();
});

test('no heading is the last line of a page', async (t) => {
  for (let lines = 0; lines < 6; lines++) {
    const resume: Resume = {
      basics: { summary: 'Summary.\n\n'.repeat(lines) },
      work: Array.from({ length: 15 }, () => ({
        position: 'Heading',
        highlights: Array(25).fill('Item'),
      })),
      skills: [{ name: 'Skill' }],
    };
    const { pdf } = await open(resume);
    const { text } = await extractText(pdf, { mergePages: false });
    t.ok(text.length > 5);
    for (const page of text) {
      const last = page.trim().replace(/\s*\d+\/\d+$/, '');
      t.notMatch(last, /(Heading|Experience)$/, last.slice(-30));
    }
  }
});

test('each page after the first has the name beside its number', async (t) => {
  for (const resume of [sample, fifteenJobs]) {
    const { pdf } = await open(resume);
    const { text: pages } = await extractText(pdf, { mergePages: false });
    t.ok(pages.length > 1);
    for (const [i, page] of pages.entries()) {
      const footer = `${i === 0 ? '' : `${resume.basics?.name}·`}${i + 1}/${pages.length}`;
      t.ok(plain(page).endsWith(plain(footer)), footer);
    }
  }
});
