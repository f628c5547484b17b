import { type Test, test } from 'tap';
import { extractText, getDocumentProxy } from 'unpdf';
import { written } from '../../scripts/check-resume/written.ts';
import { attachment } from '../../site/pdf/attachment.ts';
import { paperText } from '../../site/pdf/contact.ts';
import { missingFromPdf, pdfName, renderPdf } from '../../site/pdf/pdf.ts';
import { asPdfUa } from '../../site/pdf/pdf-ua.ts';
import { outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { resumes } from '../support/resumes.ts';

type Paper = 'a4' | 'us-letter';

const { arabic, everything, fifteenJobs, german, hostile, jsonResumeSample, sample } = resumes;

/** Without white space and format characters, which depend on the layout. */
const plain = (text: string) => text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');

type Opened = ReturnType<typeof render>;
const opened = new Map<Resume, Partial<Record<Paper, Opened>>>();

/** The PDF of a resume, set once for all tests. */
function open(resume: Resume, paper: Paper = 'a4'): Opened {
  const papers = opened.get(resume) ?? {};
  opened.set(resume, papers);
  papers[paper] ??= render(resume, paper);
  return papers[paper];
}

async function render(resume: Resume, paper: Paper = 'a4') {
  const bytes = await renderPdf(outline(resume), paper);
  const pdf = await getDocumentProxy(bytes.slice());
  const { text } = await extractText(pdf, { mergePages: true });
  return { bytes, pdf, text: plain(text) };
}

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

test('the PDF is tagged, has a language and a title, and embeds its fonts', async (t) => {
  for (const [resume, language] of [
    [jsonResumeSample, 'en'],
    [german, 'de'],
    [arabic, 'ar'],
  ] as const) {
    const { pdf, bytes } = await open(resume);
    t.strictSame((await pdf.getMarkInfo())?.Marked, true);
    const structure = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
    for (const role of ['H1', 'H2', 'Link', 'L', 'LI']) t.ok(structure.includes(`"${role}"`), role);
    const { info } = await pdf.getMetadata();
    const { Title, Language } = info as { Title?: string; Language?: string };
    t.equal(Language, language);
    t.equal(Title, `${resume.basics?.name} – ${resume.basics?.label}`);
    const count = (what: RegExp) => Buffer.from(bytes).toString('latin1').match(what)?.length ?? 0;
    const fonts = count(/\/Type *\/FontDescriptor\b/g);
    t.ok(fonts > 0);
    t.equal(count(/\/FontFile[23]\b/g), fonts, 'embedded');
    t.equal(count(/\/FontName *\/[A-Z]{6}\+/g), fonts, 'subset');
  }
});

// `npm run test:pdf` validates all of PDF/UA-1.
test('the PDF says that it follows PDF/UA-1, and viewers show its title', async (t) => {
  for (const resume of [sample, arabic]) {
    const { pdf, bytes } = await open(resume);
    t.match(await pdf.getViewerPreferences(), { DisplayDocTitle: true });
    const { metadata } = await pdf.getMetadata();
    t.equal(metadata?.get('pdfuaid:part'), '1');
    t.equal(metadata?.get('dc:title'), `${resume.basics?.name} – ${resume.basics?.label}`);
    t.throws(() => asPdfUa(bytes), /Typst's PDF has no/, 'it is added once');
  }
  t.throws(() => asPdfUa(Buffer.from('%PDF-1.7\n')), /Typst's PDF has no/);
});

test('the PDF has the resume attached as JSON, without what the page does not know', async (t) => {
  const secret = 'Not on the page';
  const resume = {
    ...everything,
    basics: { ...everything.basics, salary: secret },
    notes: [secret],
    meta: { ...everything.meta, language: 'de', notes: secret },
  };
  const bytes = await renderPdf(outline(resume), 'a4', { attachment: attachment(resume) });
  const pdf = await getDocumentProxy(bytes);
  const { 'resume.json': file } = (await pdf.getAttachments()) as Record<
    string,
    { content: Uint8Array }
  >;
  t.strictSame(JSON.parse(Buffer.from(file?.content ?? '').toString()), {
    ...everything,
    meta: { ...everything.meta, language: 'de' },
  });
  t.equal(await (await open(everything)).pdf.getAttachments(), null);
});

test('the PDF has the links of the resume', async (t) => {
  for (const resume of [sample, hostile, fifteenJobs]) {
    const { pdf } = await open(resume);
    const found = new Set<string>();
    for (let number = 1; number <= pdf.numPages; number++) {
      for (const { unsafeUrl, url } of await (await pdf.getPage(number)).getAnnotations()) {
        found.add(unsafeUrl ?? url);
      }
    }
    const shown = outline(resume);
    const all = shown.sections.flatMap(({ entries }) =>
      entries.flatMap(({ title, by }) => [title, by]),
    );
    for (const { href, text } of [...shown.contacts, ...all]) {
      if (href && text) t.ok(found.has(href), href);
    }
  }
});

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

test('the PDF file is named after the person', (t) => {
  for (const [name, file] of [
    ['Richard Hendriks', 'Richard-Hendriks-resume.pdf'],
    ['Jürgen  Müßig', 'Jürgen-Müßig-resume.pdf'],
    ['ليلى حسن', 'ليلى-حسن-resume.pdf'],
    ['../../etc/passwd', 'etc-passwd-resume.pdf'],
    ['C:\\a?b*c|"<>\u0000', 'C-a-b-c-resume.pdf'],
    ["Conan O'Brien, Jr.", 'Conan-O-Brien-Jr-resume.pdf'],
    ['', 'resume.pdf'],
    ['🦄', 'resume.pdf'],
    ['x'.repeat(300), `${'x'.repeat(50)}-resume.pdf`],
  ] as const) {
    t.equal(pdfName({ name }), file);
  }
  t.end();
});
