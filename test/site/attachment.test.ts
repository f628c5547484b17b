import { test } from 'tap';
import { getDocumentProxy } from 'unpdf';
import { attachment } from '../../site/pdf/attachment.ts';
import { renderPdf } from '../../site/pdf/pdf.ts';
import { outline } from '../../site/resume/outline.ts';
import { open } from '../support/pdf.ts';
import { resumes } from '../support/resumes.ts';

const { everything } = resumes;

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
