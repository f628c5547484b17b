import type { Period } from '../../app/render/dates.ts';
import { paperText } from '../../site/pdf/contact.ts';
import type { Outline } from '../../site/resume/outline.ts';
import type { Entry, Section } from '../../site/resume/sections.ts';

/** What a PDF should give back. */
export interface Written {
  /** Every text in the order of the PDF, where a period stands before its title. */
  texts: string[];
  /** The headings of sections, with the text that follows each. */
  headings: { heading: string; next: string }[];
  /** Each period with the title beside it. */
  dates: { period: string; title: string }[];
  name: string;
}

export function written(outline: Outline): Written {
  const now = outline.labels.now;
  const sections = outline.sections.map((section) => ({
    heading: section.title,
    texts: sectionTexts(section, now),
  }));
  const entries = outline.sections.flatMap((section) => section.entries.flatMap(withInner));
  return {
    texts: [
      outline.name,
      outline.label,
      outline.place,
      ...outline.contacts.map(paperText),
      ...outline.summary,
      ...sections.flatMap(({ heading, texts }) => [heading, ...texts]),
    ].filter(Boolean),
    headings: sections.map(({ heading, texts: [next = ''] }) => ({ heading, next })),
    dates: entries
      .map(({ period, title }) => ({ period: periodText(period, now), title: title.text }))
      .filter(({ period, title }) => period && title),
    name: outline.name,
  };
}

function sectionTexts({ form, entries }: Section, now: string): string[] {
  const period = (entry: Entry) => periodText(entry.period, now);
  return entries.flatMap((entry) => entryTexts(entry, form, period)).filter(Boolean);
}

/** The texts of an entry in the order of page and PDF, with what `period` says before each title. */
export function entryTexts(
  entry: Entry,
  form: Section['form'],
  period: (entry: Entry) => string,
): string[] {
  // The name follows the quotation.
  if (form === 'quotations') return [...entry.paragraphs, entry.title.text];
  return [
    period(entry),
    entry.title.text,
    entry.by.text,
    ...entry.facts,
    ...entry.paragraphs,
    ...entry.items,
    ...entry.keywords,
    ...entry.entries.flatMap((position) => entryTexts(position, form, period)),
  ];
}

function withInner(entry: Entry): Entry[] {
  return [entry, ...entry.entries.flatMap(withInner)];
}

function periodText(period: Period | undefined, now: string): string {
  const dates = [period?.start?.text, period?.ongoing ? now : period?.end?.text];
  return dates.filter(Boolean).join(' – ');
}
