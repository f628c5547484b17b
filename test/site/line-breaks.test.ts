import { test } from 'tap';
import { getDocumentProxy } from 'unpdf';
import { resumePage } from '../../site/page/resume-page.ts';
import { renderPdf } from '../../site/pdf/pdf.ts';
import { outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';

const assets = { style: '', fonts: [], themeScript: '', scripts: [], icon: '' };

const rows = (what: string) => [`${what} one:`, `- ${what} two`, `- ${what} three`];
const text = (what: string) => rows(what).join('\r\n');
const places = ['summary', 'job', 'highlight', 'course', 'project', 'quotation'];
const resume: Resume = {
  basics: { name: 'A', summary: `${text('summary')}\n\nNext paragraph.` },
  work: [{ name: 'B', summary: text('job'), highlights: [text('highlight')] }],
  education: [{ institution: 'C', courses: [text('course')] }],
  projects: [{ name: 'D', description: text('project') }],
  references: [{ name: 'E', reference: text('quotation') }],
};

test('the page has the line breaks of the resume', (t) => {
  const page = resumePage(outline(resume), { assets, pdf: '/resume.pdf' });
  for (const place of places) {
    const html = rows(place).join('<br>');
    t.ok(page.includes(`>${html}<`), place);
  }
  t.match(page, /name="description" content="summary one: - summary /);
  t.end();
});

test('the PDF has the line breaks of the resume', async (t) => {
  const pdf = await getDocumentProxy((await renderPdf(outline(resume), 'a4')).slice());
  const { items } = await (await pdf.getPage(1)).getTextContent();
  const lines = new Map<number, string>();
  for (const item of items) {
    if (!('str' in item)) continue;
    const y = Math.round(item.transform[5]);
    lines.set(y, `${lines.get(y) ?? ''}${item.str}`);
  }
  const found = [...lines.values()];
  for (const row of places.flatMap(rows)) {
    // A bullet, or the title of a section, may be in the same line.
    t.ok(
      found.some((line) => line.trim().endsWith(row)),
      row,
    );
  }
});
