import type { Outline } from '../../site/resume/outline.ts';
import type { Entry } from '../../site/resume/sections.ts';

/** Every text of the outline, in its order, without the periods, which stand beside. */
export function textsInOrder(resume: Outline): string[] {
  const ofEntry = (entry: Entry): string[] => [
    entry.title.text,
    entry.by.text,
    ...entry.facts,
    ...entry.paragraphs,
    ...entry.items,
    ...entry.keywords,
    ...entry.entries.flatMap(ofEntry),
  ];
  return [
    resume.name,
    resume.label,
    resume.place,
    ...resume.contacts.map(({ text }) => text),
    ...resume.summary,
    ...resume.sections.flatMap(({ title, form, entries }) => [
      title,
      // Who says it stands below what is said.
      ...entries.flatMap((entry) =>
        form === 'quotations' ? [...entry.paragraphs, entry.title.text] : ofEntry(entry),
      ),
    ]),
  ].filter(Boolean);
}
