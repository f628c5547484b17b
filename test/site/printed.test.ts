import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'tap';
import { extractText, getDocumentProxy } from 'unpdf';
import type { Resume } from '../../site/resume/resume.ts';
import { build } from '../support/built-site.ts';

test('there is no PDF, no link to it and one warning when fonts lack a tenth of the letters', async (t) => {
  const tenth = 'აბგდე'.repeat(20);
  for (const [resume, scripts] of [
    [{ basics: { name: 'Nino Beridze', summary: tenth } }, 'Georgian'],
    [{ basics: { name: 'Nino Beridze ნინო', summary: 'word '.repeat(1000) } }, 'Georgian'],
    [{ basics: { name: 'ನಿನೊ', label: 'ნინო' } }, 'Georgian and Kannada'],
    [{ basics: { name: 'A', summary: '𐌰𐌱𐌲𐌳' } }, '𐌰, 𐌱, 𐌲, and 𐌳'],
  ] as const) {
    const { page, pdfs, warnings } = await build(t, { resume });
    t.strictSame(warnings, [
      `public/resume.json: there is no PDF: no font has ${scripts}. docs/scripts.md lists the scripts that have one.`,
    ]);
    t.strictSame(pdfs, []);
    t.notMatch(page.text, 'Download PDF');
    t.ok(page.text.includes(resume.basics.name));
  }
});

test('the PDF leaves out a few characters, and the separators and entries that they leave empty', async (t) => {
  const resume: Resume = {
    basics: {
      name: 'Nino Beridze',
      summary: 'A summary that is long enough for a tenth. '.repeat(5),
      location: { city: 'ქუთაისი', region: 'Imereti' },
      profiles: [{ network: 'ქსელი', username: 'nino', url: 'https://ქსელი.example' }],
    },
    work: [{ name: '🏢', highlights: ['🎉 (!)'] }],
    education: [{ studyType: 'მა', area: 'Physics' }],
    interests: [{ name: '🎸 –', keywords: ['🥁', 'drums', '🎺!', 'C++'] }],
  };
  const { warnings, target, page, pdfs } = await build(t, { resume });
  t.match(warnings, [
    /^public\/resume\.json: the PDF leaves out ქ უ .* 🎺: its fonts lack them\.$/,
  ]);
  const [file = ''] = pdfs;
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(join(target, file))));
  const { text } = await extractText(pdf, { mergePages: true });
  const words = text.replaceAll(/\s+/g, ' ');
  t.match(words, /^Nino Beridze ?Imereti nino A summary/);
  t.match(words, /tenth\. Education Physics Interests drums, C\+\+$/);
  t.ok(page.text.includes('მა, Physics') && page.text.includes('🏢'), 'the page has them all');
});

test('the warning names twenty of the characters that the PDF leaves out', async (t) => {
  const emoji = Array.from({ length: 25 }, (_, i) => String.fromCodePoint(0x1f600 + i));
  const { warnings } = await build(t, { resume: { basics: { name: 'A', label: emoji.join('') } } });
  t.match(warnings[0], `leaves out ${emoji.slice(0, 20).join(' ')} and 5 more: its fonts`);
});
