import type { Period } from '../../app/render/dates.ts';
import type { Link } from '../resume/link.ts';
import type { Outline } from '../resume/outline.ts';
import type { Entry } from '../resume/sections.ts';
import { paperText } from './contact.ts';
import { fontsFor } from './fonts.ts';
import { asPdfUa } from './pdf-ua.ts';
import { type Missing, missing, printable } from './printable.ts';
import { typst } from './typst.ts';

export type Paper = 'a4' | 'us-letter';

/** Files within a PDF. */
export interface PdfFiles {
  /** The text of `resume.json`, for programs. */
  attachment?: string;
  /** JPEG, PNG or WebP, beside the name. */
  photo?: Uint8Array | undefined;
}

/**
 * Renders the resume as a PDF that follows PDF/UA-1, with embedded fonts. The same outline and the same
 * files give the same bytes. The PDF omits characters that the fonts lack: `missingFromPdf` lists them.
 * The first call takes about a second, later calls a fraction of that.
 * @throws {Error} with one sentence when Typst cannot compile it.
 */
export async function renderPdf(
  outline: Outline,
  paper: Paper,
  { attachment = '', photo }: PdfFiles = {},
): Promise<Uint8Array> {
  const fonts = await fontsFor(outline);
  const { compile, covers } = await typst(fonts);
  const text = (from: string) => printable(from, covers);
  const data = {
    paper,
    attachment,
    fonts: fonts.families,
    tall: fonts.tall,
    photo: photo ? '/photo' : null,
    ...document(outline, text),
  };
  return asPdfUa(await compile('resume', data, photo));
}

/** What the fonts lack of the texts in the PDF of the outline. */
export async function missingFromPdf(outline: Outline): Promise<Missing> {
  const { covers } = await typst(await fontsFor(outline));
  const texts: string[] = [];
  document(outline, (from) => {
    texts.push(from);
    return from;
  });
  return missing(texts.join('\n'), covers);
}

/** `<Name>-resume.pdf`: safe as a file name and, percent-encoded, in a URL. */
export function pdfName({ name }: Pick<Outline, 'name'>): string {
  const words = name.normalize().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  // File systems limit a name to 255 bytes, and one character takes up to four.
  const short = [...words.join('-')].slice(0, 50).join('').replace(/-$/, '');
  return [short, 'resume.pdf'].filter(Boolean).join('-');
}

type Filter = (from: string) => string;

/** The data that resume.typ reads. `text` filters each text that the PDF's own fonts show. */
function document(outline: Outline, text: Filter) {
  const texts = (from: string[]) => from.map(text).filter(Boolean);
  const blocks = (from: string[]) =>
    from.map((block) => texts(block.split('\n')).join('\n')).filter(Boolean);
  const link = ({ text: words, href = '' }: Link) => ({ text: text(words), href });
  const contact = (from: Link) => {
    const onPaper = paperText(from);
    const shown = text(onPaper);
    // A part of an address would be another address.
    const isWhole = shown.length === onPaper.normalize().length;
    return isWhole ? { text: shown, href: from.href ?? '' } : link(from);
  };
  const entry = (from: Entry): object => ({
    title: link(from.title),
    by: link(from.by),
    period: from.period ? text(periodText(from.period, outline.labels.now)) : '',
    facts: texts(from.facts),
    paragraphs: blocks(from.paragraphs),
    items: blocks(from.items),
    keywords: texts(from.keywords),
    entries: from.entries.map(entry),
  });
  return {
    ...locale(outline.language),
    direction: outline.direction,
    comma: outline.labels.comma,
    // PDF viewers show title and author in their own fonts, so nothing is omitted.
    title: [outline.name, outline.label].filter(Boolean).join(' – '),
    author: outline.name,
    name: text(outline.name),
    label: text(outline.label),
    place: text(outline.place),
    contacts: outline.contacts.map(contact).filter((contact) => contact.text),
    summary: blocks(outline.summary),
    sections: outline.sections.map((section) => ({
      title: text(section.title),
      form: section.form,
      entries: section.entries.map(entry),
    })),
  };
}

function periodText({ start, end, ongoing }: Period, now: string): string {
  return [start?.text, ongoing ? now : end?.text].filter(Boolean).join(' – ');
}

/** Typst accepts languages of two or three letters and regions of two. */
function locale(tag: string): { language: string; region: string | null } {
  const locale = new Intl.Locale(tag);
  // The region decides where Chinese punctuation is in its square.
  const { language, region = '' } = locale.language === 'zh' ? locale.maximize() : locale;
  return {
    language: /^[a-z]{2,3}$/.test(language) ? language : 'en',
    region: /^[A-Z]{2}$/.test(region) ? region : null,
  };
}
