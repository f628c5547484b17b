import type { Period } from '../../app/render/dates.ts';
import type { Link } from '../resume/link.ts';
import type { Outline } from '../resume/outline.ts';
import type { Entry } from '../resume/sections.ts';
import { printable } from './printable.ts';
import { typst } from './typst.ts';

export type Paper = 'a4' | 'us-letter';

/**
 * The resume as a tagged PDF with its fonts in it; the same bytes for the same outline. Characters
 * that the fonts lack (emoji, Chinese, …) are left out: `omittedFromPdf` tells which. The first one
 * takes about a second, those after it a fraction.
 * @throws {Error} with one sentence when it cannot be set.
 */
export async function renderPdf(outline: Outline, paper: Paper): Promise<Uint8Array> {
  const { compile, covers } = await typst();
  const text = (from: string) => printable(from, covers).text;
  return compile({ paper, ...document(outline, text) });
}

/** The characters of the outline that its PDF leaves out, each once. */
export async function omittedFromPdf(outline: Outline): Promise<string[]> {
  const { covers } = await typst();
  const omitted: string[] = [];
  document(outline, (from) => {
    const result = printable(from, covers);
    omitted.push(...result.omitted);
    return result.text;
  });
  return [...new Set(omitted)];
}

/** `<Name>-resume.pdf`: safe as a file's name and, percent-encoded, in a URL. */
export function pdfName({ name }: Pick<Outline, 'name'>): string {
  const words = name.normalize().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  // File systems take 255 bytes, and a character up to four.
  const short = [...words.join('-')].slice(0, 50).join('').replace(/-$/, '');
  return [short, 'resume.pdf'].filter(Boolean).join('-');
}

type SetText = (from: string) => string;

/** What resume.typ reads. */
function document(outline: Outline, text: SetText) {
  const texts = (from: string[]) => from.map(text).filter(Boolean);
  const link = ({ text: words, href = '' }: Link) => ({
    text: text(words),
    // Typst takes no more.
    href: href.length <= 8000 ? href : '',
  });
  const entry = (from: Entry): object => ({
    title: link(from.title),
    by: link(from.by),
    period: from.period ? shownPeriod(from.period, outline.labels.now, text) : '',
    facts: texts(from.facts),
    paragraphs: texts(from.paragraphs),
    items: texts(from.items),
    keywords: texts(from.keywords),
    entries: from.entries.map(entry),
  });
  return {
    ...locale(outline.language),
    direction: outline.direction,
    comma: outline.labels.comma,
    // Readers show it in their own fonts.
    title: [outline.name, outline.label].filter(Boolean).join(' – '),
    author: outline.name,
    name: text(outline.name),
    label: text(outline.label),
    place: text(outline.place),
    contacts: outline.contacts.map(link).filter((contact) => contact.text),
    summary: texts(outline.summary),
    sections: outline.sections.map((section) => ({
      title: text(section.title),
      form: section.form,
      entries: section.entries.map(entry),
    })),
  };
}

/** No break within a date, and none before the dash. */
function shownPeriod({ start, end, ongoing }: Period, now: string, text: SetText): string {
  return [start?.text, ongoing ? now : end?.text]
    .filter((date) => date !== undefined)
    .map((date) => text(date).replaceAll(' ', '\u00a0'))
    .join('\u00a0– ');
}

/** Typst takes languages of two or three letters and regions of two. */
function locale(tag: string): { language: string; region: string | null } {
  const { language, region = '' } = new Intl.Locale(tag);
  return {
    language: /^[a-z]{2,3}$/.test(language) ? language : 'en',
    region: /^[A-Z]{2}$/.test(region) ? region : null,
  };
}
