import schema from '@jsonresume/schema/schema.json' with { type: 'json' };
import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { line } from '../../app/render/text.ts';
import { type Locate, locator, ResumeError } from './problems.ts';
import type { Resume } from './resume.ts';

const maxBytes = 1024 * 1024;

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
addFormats.default(ajv, ['email', 'date-time']);
// Visitors click these links, so `javascript:` and `data:` URLs must not get through.
ajv.addFormat('uri', (text) => /^https?:\/\/[^\s"<>\\^`{|}]+$/i.test(text) && URL.canParse(text));
const isValid = ajv.compile(schema);

/**
 * Parses and validates a resume. Empty texts and nulls count as absent, as many resumes have them.
 * @param file the name of the file, for the messages.
 * @throws {ResumeError} with one line for each mistake, at most 20.
 */
export function readResume(source: string, file: string): Resume {
  if (Buffer.byteLength(source) > maxBytes) {
    throw new ResumeError([`${file}: this is over 1 MB, which no resume needs. Shorten it.`]);
  }
  const locate = locator(source, file);
  const resume = withoutEmpty(JSON.parse(source)) as Resume;
  const problems = isValid(resume) ? ownRules(resume) : (isValid.errors ?? []).map(fromAjv);
  if (problems.length > 0) {
    const unique = new Set(problems.map(({ path, message }) => at(file, locate, path, message)));
    throw new ResumeError([...unique].slice(0, 20));
  }
  return resume;
}

interface Problem {
  path: string[];
  message: string;
}

function at(file: string, locate: Locate, path: string[], message: string): string {
  const field = path.reduce(
    (text, part) => (/^\d+$/.test(part) ? `${text}[${part}]` : text ? `${text}.${part}` : part),
    '',
  );
  return `${file}:${locate(path)}: ${field || 'the whole'} ${message}`;
}

const expected: Record<string, string> = {
  email: 'an e-mail address',
  uri: 'an address that begins with https:// or http://',
  'date-time': 'a date and time',
  string: 'text in quotation marks',
  array: 'a list in [ ]',
  object: 'a group of fields in { }',
};

function fromAjv({ instancePath, keyword, params, data }: ErrorObject): Problem {
  const path = instancePath.split('/').slice(1);
  const what =
    keyword === 'pattern'
      ? 'a date such as 2021, 2021-03 or 2021-03-15'
      : (expected[params.format ?? params.type] ?? 'something else');
  return { path, message: `must be ${what}, not ${excerpt(data)}` };
}

function excerpt(data: unknown): string {
  const text = JSON.stringify(data) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The rules that the schema does not have. */
function ownRules(resume: Resume): Problem[] {
  const problems: Problem[] = [];
  if (!line(resume.basics?.name)) {
    problems.push({ path: ['basics', 'name'], message: 'is missing: whose resume is it?' });
  }
  const { language } = resume.meta ?? {};
  if (language !== undefined && !isLanguageTag(language)) {
    const message = `must be a language tag such as en, de or ar, not ${excerpt(language)}`;
    problems.push({ path: ['meta', 'language'], message });
  }
  for (const [section, entries] of Object.entries(resume)) {
    if (!Array.isArray(entries)) continue;
    entries.forEach((entry: Record<string, unknown>, i) => {
      problems.push(...wrongDates(entry, [section, `${i}`]));
    });
  }
  return problems;
}

function wrongDates(entry: Record<string, unknown>, path: string[]): Problem[] {
  const problems: Problem[] = [];
  for (const key of ['startDate', 'endDate', 'date', 'releaseDate']) {
    const date = entry[key];
    if (typeof date === 'string' && !isDate(date)) {
      problems.push({ path: [...path, key], message: `is not in the calendar: ${excerpt(date)}` });
    }
  }
  const { startDate, endDate } = entry;
  if (typeof startDate === 'string' && typeof endDate === 'string') {
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

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== '' && field !== null)
      .map(([name, field]) => [name, withoutEmpty(field)]),
  );
}
