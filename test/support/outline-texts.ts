import { entryTexts } from '../../scripts/check-resume/written.ts';
import type { Outline } from '../../site/resume/outline.ts';

/** Every text of the outline in the order of page and PDF, except periods, which have a column. */
export function textsInOrder(resume: Outline): string[] {
  return [
    resume.name,
    resume.label,
    resume.place,
    ...resume.contacts.map(({ text }) => text),
    ...resume.summary,
    ...resume.sections.flatMap(({ title, form, entries }) => [
      title,
      ...entries.flatMap((entry) => entryTexts(entry, form, () => '')),
    ]),
  ].filter(Boolean);
}
