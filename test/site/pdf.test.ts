import { type Test, test } from 'tap';
import { extractText } from 'unpdf';
import { written } from '../../scripts/check-resume/written.ts';
import { paperText } from '../../site/pdf/contact.ts';
import { missingFromPdf } from '../../site/pdf/pdf.ts';
import { outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { open, plain, render } from '../support/pdf.ts';
import { resumes } from '../support/resumes.ts';

const { arabic, fifteenJobs, german, sample } = resumes;

/** Checks that the PDF has each text of the outline after the previous one. */
async function hasAllInOrder(t: Test, resume: Resume) {
  const { text } = await open(resume);
  let from = 0;
  for (const wanted of written(outline(resume)).texts) {
    const at = text.indexOf(plain(wanted), from);
    t.ok(at >= 0, wanted);
    if (at >= 0) from = at + plain(wanted).length;
  }
}

for (const [name, resume] of Object.entries<Resume>(resumes)) {
  if (name === 'arabic') continue;
  test(`the PDF of the resume ${name} has every text, in order`, (t) => hasAllInOrder(t, resume));
}

// pdf.js reverses the order of Arabic words, and of letters that share a glyph, some of which it
// doubles. So this test checks that no letter is missing, that there are at most 2% more letters than
// in the outline, and that most words are whole.
test('the PDF of an Arabic resume has every letter, and most words are whole', async (t) => {
  const { text, pdf } = await open(arabic);
  const all = written(outline(arabic)).texts;
  const letters = (from: string): string[] => from.match(/\p{Script=Arabic}/gu) ?? [];
  const [found, wanted] = [letters(text), letters(plain(all.join('')))];
  const count = (list: string[], letter: string) => list.filter((each) => each === letter).length;
  const missing = wanted.filter((letter) => count(found, letter) < count(wanted, letter));
  t.strictSame(missing, []);
  t.ok(found.length <= 1.02 * wanted.length, `${found.length} of ${wanted.length} letters`);
  const words = all.join(' ').match(/\p{Script=Arabic}+/gu) ?? [];
  const whole = words.filter((word) => text.includes(plain(word)));
  t.ok(whole.length > 0.8 * words.length, `${whole.length} of ${words.length}`);
  const { items } = await (await pdf.getPage(1)).getTextContent();
  const name = items.find((item) => 'str' in item && item.str.trim());
  t.ok(name && 'transform' in name && name.transform[4] > 595 / 2, 'the name is on the right');
});

test('letters with signs are in the PDF once each', async (t) => {
  for (const [language, word] of [
    ['ar', 'محمّد'],
    ['ar', 'عَلَيْكُمْ'],
    ['en', 'السَّلامُ'],
  ] as const) {
    const { text } = await open({ basics: { summary: word }, meta: { language } });
    t.strictSame([...plain(text)].sort(), [...plain(word)].sort(), word);
  }
});

test('text has no no-break spaces, which some programs drop', async (t) => {
  for (const resume of [sample, german, fifteenJobs]) {
    const { pdf } = await open(resume);
    const { text } = await extractText(pdf, { mergePages: true });
    t.notMatch(text, /[\u00a0\u202f]/);
  }
});

test('a contact shows its address on paper', (t) => {
  for (const [text, href, expected] of [
    ['GitHub: marenokafor', 'https://github.com/marenokafor', 'github.com/marenokafor'],
    [
      'LinkedIn: maren-okafor',
      'https://www.linkedin.com/in/maren-okafor/',
      'linkedin.com/in/maren-okafor',
    ],
    [
      'Stack Overflow: Maren',
      'http://stackoverflow.com/users/1/maren',
      'stackoverflow.com/users/1/maren',
    ],
    ['Mastodon: @maren', 'https://social.example/@m', 'Mastodon: @maren (social.example/@m)'],
    ['okafor.example', 'https://okafor.example/', 'okafor.example'],
    ['+1 206 555 0142', 'tel:+12065550142', '+1 206 555 0142'],
    ['maren@okafor.example', 'mailto:maren@okafor.example', 'maren@okafor.example'],
    ['Network: somebody', undefined, 'Network: somebody'],
  ] as const) {
    t.equal(paperText(href ? { text, href } : { text }), expected);
  }
  t.end();
});

test('an employer with several positions has their whole span', (t) => {
  const { now } = outline({}).labels;
  for (const [dates, expected] of [
    [
      [
        ['2020', '2021'],
        ['2018-03', '2020'],
      ],
      'Mar 2018 – 2021',
    ],
    [[['2020'], ['2018', '2020']], `2018 – ${now}`],
    [[['2018', '2020'], ['2020']], `2018 – ${now}`],
    [
      [
        ['2020', '2021'],
        ['', '2020'],
      ],
      undefined,
    ],
    [[[], []], undefined],
  ] as const) {
    const work = dates.map(([startDate = '', endDate = '']) => ({
      name: 'Employer',
      position: 'Position',
      ...(startDate && { startDate }),
      ...(endDate && { endDate }),
    }));
    const { dates: shown } = written(outline({ work }));
    t.equal(shown.find(({ title }) => title === 'Employer')?.period, expected);
  }
  t.end();
});

test('the same outline gives the same bytes, also in concurrent renders', async (t) => {
  const [one, other, again] = await Promise.all([render(sample), render(german), render(sample)]);
  t.ok(Buffer.from(one.bytes).equals(again.bytes));
  t.notOk(Buffer.from(one.bytes).equals(other.bytes));
});

test('characters without a glyph are omitted whole, and listed', async (t) => {
  const resume: Resume = {
    basics: { name: 'Zoe\u0308 👩‍💻 ლ', label: 'Builds 🏗️ things ✔ 1️⃣', summary: 'კი\n\nHello' },
    interests: [{ name: '🎸', keywords: ['🥁', 'drums'] }],
  };
  const { text } = await open(resume);
  t.match(text, /^ZoëBuildsthings/);
  t.match(text, /Hello/);
  t.notMatch(text, /\ufffd/);
  const { characters, letters, share } = await missingFromPdf(outline(resume));
  t.strictSame(
    ['👩‍💻', 'ლ', '🏗️', 'კ', 'ი', '🎸', '🥁'].filter((char) => !characters.includes(char)),
    [],
  );
  t.notOk(characters.includes('ë'));
  t.equal(letters, 'ლკი');
  // Zoë, Builds things, Hello, Interests, drums and these three.
  t.equal(share, 3 / 37);
  t.match(await missingFromPdf(outline(sample)), { characters: [], letters: '', share: 0 });
});

test('an empty resume and languages without labels make a PDF', async (t) => {
  for (const resume of [
    {},
    { meta: { language: 'es-419' } },
    { meta: { language: 'zh-Hant-TW' } },
  ]) {
    t.equal((await open(resume)).pdf.numPages, 1);
  }
});
