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
  // The name follows the quotation.
  const quotation = ({ paragraphs, title }: Entry) => [...paragraphs, title.text];
  return entries
    .flatMap((entry) => (form === 'quotations' ? quotation(entry) : entryTexts(entry, now)))
    .filter(Boolean);
}

function entryTexts(entry: Entry, now: string): string[] {
  return [
    periodText(entry.period, now),
    entry.title.text,
    entry.by.text,
    ...entry.facts,
    ...entry.paragraphs,
    ...entry.items,
    ...entry.keywords,
    ...entry.entries.flatMap((position) => entryTexts(position, now)),
  ];
}

function withInner(entry: Entry): Entry[] {
  return [entry, ...entry.entries.flatMap(withInner)];
}

function periodText(period: Period | undefined, now: string): string {
  const dates = [period?.start?.text, period?.ongoing ? now : period?.end?.text];
  return dates.filter(Boolean).join(' – ');
}
