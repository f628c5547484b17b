import type { Outline } from '../../site/resume/outline.ts';
import type { Entry } from '../../site/resume/sections.ts';

/** Every text of the outline in the order of page and PDF, except periods, which have a column. */
export function textsInOrder(resume: Outline): string[] {
  const entryTexts = (entry: Entry): string[] => [
    entry.title.text,
    entry.by.text,
    ...entry.facts,
    ...entry.paragraphs,
    ...entry.items,
    ...entry.keywords,
    ...entry.entries.flatMap(entryTexts),
  ];
  return [
    resume.name,
    resume.label,
    resume.place,
    ...resume.contacts.map(({ text }) => text),
    ...resume.summary,
    ...resume.sections.flatMap(({ title, form, entries }) => [
      title,
      // The name follows the quotation.
      ...entries.flatMap((entry) =>
        form === 'quotations' ? [...entry.paragraphs, entry.title.text] : entryTexts(entry),
      ),
    ]),
  ].filter(Boolean);
}
