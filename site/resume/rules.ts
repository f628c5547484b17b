import { line } from '../../app/render/text.ts';
import { counters } from './counter.ts';
import { pagesProblems } from './pages.ts';
import { excerpt, type Problem } from './problems.ts';
import { publicationProblems } from './published.ts';
import type { Resume } from './resume.ts';

const dateFields = ['startDate', 'endDate', 'date', 'releaseDate'] as const;
type DateField = (typeof dateFields)[number];

/** The sections whose entries have dates. */
const dated = [
  'work',
  'volunteer',
  'education',
  'projects',
  'awards',
  'certificates',
  'publications',
] as const;

/** The mistakes against rules that the schema does not have. */
export function ownRules(resume: Resume): Problem[] {
  const problems: Problem[] = [];
  if (!line(resume.basics?.name)) {
    const form = resume.basics ? '' : ' Its fields must be those of https://jsonresume.org/schema.';
    const message = `is missing: whose resume is it?${form}`;
    problems.push({ path: ['basics', 'name'], message });
  }
  const { language, photo, counter, pages, views, privacy } = resume.meta ?? {};
  if (language !== undefined && !isLanguageTag(language)) {
    const message = `must be a language tag such as en, de or ar, not ${excerpt(language)}`;
    problems.push({ path: ['meta', 'language'], message });
  }
  if (photo !== undefined && photo !== 'page') {
    const message = `must be "page", which keeps the photo off the PDF, not ${excerpt(photo)}`;
    problems.push({ path: ['meta', 'photo'], message });
  }
  if (counter !== undefined && !counters.includes(counter)) {
    const message = `must be ${counters.join(', ')}, not ${excerpt(counter)}`;
    problems.push({ path: ['meta', 'counter'], message });
  }
  if (views !== undefined && typeof views !== 'boolean') {
    const message = `must be true or false, not ${excerpt(views)}`;
    problems.push({ path: ['meta', 'views'], message });
  }
  if (privacy !== undefined && typeof privacy !== 'boolean') {
    const message = `must be true or false, not ${excerpt(privacy)}`;
    problems.push({ path: ['meta', 'privacy'], message });
  }
  problems.push(...pagesProblems(pages));
  problems.push(...publicationProblems(resume.meta));
  for (const section of dated) {
    for (const [i, entry] of (resume[section] ?? []).entries()) {
      problems.push(...wrongDates(entry, [section, `${i}`]));
    }
  }
  return problems;
}

function wrongDates(entry: { [key in DateField]?: string }, path: string[]): Problem[] {
  const problems: Problem[] = [];
  for (const key of dateFields) {
    const date = entry[key];
    if (date !== undefined && !isDate(date)) {
      problems.push({ path: [...path, key], message: `is not in the calendar: ${excerpt(date)}` });
    }
  }
  const { startDate, endDate } = entry;
  if (startDate !== undefined && endDate !== undefined) {
    const length = Math.min(startDate.length, endDate.length);
    if (endDate.slice(0, length) < startDate.slice(0, length)) {
      const message = `is before startDate: ${excerpt(endDate)}, ${excerpt(startDate)}`;
      problems.push({ path: [...path, 'endDate'], message });
    }
  }
  return problems;
}

function isDate(text: string): boolean {
  const instant = new Date(text.padEnd(10, '-01'));
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function isLanguageTag(tag: unknown): boolean {
  try {
    return typeof tag === 'string' && Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
