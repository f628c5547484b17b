import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outline } from '../resume/outline.ts';
import { type Paper, type PdfFiles, pdfName, renderPdf } from './pdf.ts';

/** The countries where letters are written on US Letter. */
const letterCountries = new Set(['CA', 'CL', 'CO', 'CR', 'GT', 'MX', 'PA', 'PH', 'PR', 'US', 'VE']);

/**
 * Writes the PDF, with the files in it, on the paper of the resume's country and, under a name
 * that says so, on the other paper. Returns the path of the first one on the site.
 */
export async function addPdfs(
  resume: Outline,
  countryCode: string | undefined,
  out: string,
  files: PdfFiles,
): Promise<string> {
  const isLetter = letterCountries.has(countryCode?.toUpperCase() ?? '');
  const [paper, other]: [Paper, Paper] = isLetter ? ['us-letter', 'a4'] : ['a4', 'us-letter'];
  const name = pdfName(resume);
  await writeFile(join(out, name), await renderPdf(resume, paper, files));
  const otherName = name.replace(/\.pdf$/, `-${other.replace('us-', '')}.pdf`);
  await writeFile(join(out, otherName), await renderPdf(resume, other, files));
  return `/${encodeURIComponent(name)}`;
}
