import { type Outline, outline } from '../resume/outline.ts';
import { resumeFile } from '../resume/problems.ts';
import type { Resume } from '../resume/resume.ts';
import { fontsFor } from './fonts.ts';
import { missingFromPdf } from './pdf.ts';
import { missing, printableLines } from './printable.ts';
import { scriptNames } from './script-names.ts';
import { typst } from './typst.ts';

interface Printed {
  /** What the PDF shows; absent if too much of the resume would be missing in it. */
  printed?: Outline;
  /** At most one line. */
  warnings: string[];
}

/**
 * The outline for the PDF. Characters that no font has are removed from the texts of the resume before
 * they become an outline, so that no separator and no empty entry is left of them. There is no PDF if
 * more than a tenth of all letters, or a letter of the name, has no font.
 */
export async function printedOutline(resume: Resume): Promise<Printed> {
  const shown = outline(resume);
  const { characters, letters, share } = await missingFromPdf(shown);
  if (characters.length === 0) return { printed: shown, warnings: [] };

  const fonts = await fontsFor(shown);
  const { covers } = await typst(fonts);
  const text = (from: string) => printableLines(from, covers);
  const [failed] = fonts.failed;
  const remedy = failed
    ? `the font for ${failed.script} cannot be installed (${failed.reason}). Build again with access to npm`
    : `no font has ${scriptNames(letters)}. docs/scripts.md lists the scripts that have one`;
  if (share > 0.1 || missing(shown.name, covers).letters !== '') {
    return { warnings: [`${resumeFile}: there is no PDF: ${remedy}.`] };
  }
  const [some, more] = [characters.slice(0, 20), characters.length - 20];
  const list = more > 0 ? `${some.join(' ')} and ${more} more` : some.join(' ');
  const reason = failed ? remedy : 'its fonts lack them';
  return {
    printed: outline(mapTexts(resume, text)),
    warnings: [`${resumeFile}: the PDF leaves out ${list}: ${reason}.`],
  };
}

/** What is no text of the resume's own, or is needed as it is. */
const kept = new Set(['$schema', 'meta', 'url', 'image']);

function mapTexts<T>(value: T, text: (from: string) => string): T {
  const map = (from: unknown): unknown => {
    if (typeof from === 'string') return text(from);
    if (Array.isArray(from)) return from.map(map);
    if (typeof from !== 'object' || from === null) return from;
    return Object.fromEntries(
      Object.entries(from).map(([key, field]) => [key, kept.has(key) ? field : map(field)]),
    );
  };
  return map(value) as T;
}
