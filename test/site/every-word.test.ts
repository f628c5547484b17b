import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'tap';
import { extractText, getDocumentProxy } from 'unpdf';
import { resumePage } from '../../site/page/resume-page.ts';
import { renderPdf } from '../../site/pdf/pdf.ts';
import { outline } from '../../site/resume/outline.ts';
import { readResume } from '../../site/resume/read.ts';
import { anyResume, markersIn } from '../support/any-resume.ts';
import { readHtml } from '../support/html.ts';

const assets = { style: '', fonts: [], themeScript: '', scripts: [], icon: '' };

function read(source: string) {
  const warnings: string[] = [];
  return { shown: outline(readResume(source, 'resume.json', warnings)), warnings };
}

/** The texts and the addresses of links on the page. */
function pageOf(source: string): string {
  const { text, elements } = readHtml(
    resumePage(read(source).shown, { assets, pdf: '/resume.pdf' }),
  );
  return [text, ...elements.map(({ attributes }) => attributes.href)].join(' ');
}

async function pdfOf(source: string): Promise<string> {
  const pdf = await getDocumentProxy(await renderPdf(read(source).shown, 'a4'));
  const found: string[] = [(await extractText(pdf, { mergePages: true })).text];
  for (let number = 1; number <= pdf.numPages; number++) {
    for (const { unsafeUrl } of await (await pdf.getPage(number)).getAnnotations()) {
      found.push(unsafeUrl);
    }
  }
  return found.join(' ');
}

const missing = (markers: string[], text: string) => {
  const found = new Set(markersIn(text));
  return markers.filter((marker) => !found.has(marker));
};

test('each text and link of a resume is on the page, and nothing gives a warning', (t) => {
  fc.assert(
    fc.property(anyResume, (source) => {
      assert.deepEqual(missing(markersIn(source), pageOf(source)), []);
      assert.deepEqual(read(source).warnings, []);
    }),
  );
  t.end();
});

test('each text and link of a resume is in the PDF', async () => {
  await fc.assert(
    fc.asyncProperty(anyResume, async (source) => {
      assert.deepEqual(missing(markersIn(source), await pdfOf(source)), []);
    }),
    { numRuns: 5 },
  );
});

type Json = Record<string, unknown>;

/** The groups in a value, itself included. */
function groups(value: unknown): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(groups);
  return Array.isArray(value) ? inside : [value as Json, ...inside];
}

test('each text of a field that the schema does not know is in a warning', (t) => {
  const places = fc.array(fc.nat(), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(anyResume, places, (source, places) => {
      const resume = JSON.parse(source);
      const all = groups(resume);
      const unknown = places.map((place, i) => {
        const group = all[place % all.length] ?? {};
        group[`unlikely ${i}`] = `unlikely${i}x`;
        return `unlikely${i}x`;
      });
      const changed = JSON.stringify(resume);
      const warnings = read(changed).warnings.join(' ');
      assert.deepEqual(missing(unknown, warnings), []);
      assert.deepEqual(missing(markersIn(changed), `${pageOf(changed)} ${warnings}`), []);
    }),
  );
  t.end();
});
