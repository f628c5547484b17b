import { test } from 'tap';
import { pdfName } from '../../site/pdf/pdf.ts';
import { asPdfUa } from '../../site/pdf/pdf-ua.ts';
import { outline } from '../../site/resume/outline.ts';
import { open } from '../support/pdf.ts';
import { resumes } from '../support/resumes.ts';

const { arabic, fifteenJobs, german, hostile, jsonResumeSample, sample } = resumes;

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
