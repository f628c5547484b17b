import { extractText, getDocumentProxy } from 'unpdf';
import { renderPdf } from '../../site/pdf/pdf.ts';
import { outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';

type Paper = 'a4' | 'us-letter';

/** Without white space and format characters, which depend on the layout. */
export const plain = (text: string) => text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');

type Opened = ReturnType<typeof render>;
const opened = new Map<Resume, Partial<Record<Paper, Opened>>>();

/** The PDF of a resume, set once for all tests of a file. */
export function open(resume: Resume, paper: Paper = 'a4'): Opened {
  const papers = opened.get(resume) ?? {};
  opened.set(resume, papers);
  papers[paper] ??= render(resume, paper);
  return papers[paper];
}

/** The PDF of a resume, set again. */
export async function render(resume: Resume, paper: Paper = 'a4') {
  const bytes = await renderPdf(outline(resume), paper);
  const pdf = await getDocumentProxy(bytes.slice());
  const { text } = await extractText(pdf, { mergePages: true });
  return { bytes, pdf, text: plain(text) };
}
