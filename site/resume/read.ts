import { evaluate } from '@humanwhocodes/momoa';
import schema from '@jsonresume/schema/schema.json' with { type: 'json' };
import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { decode } from './decode.ts';
import { fieldName, lineOf, parseJson } from './json-tree.ts';
import { noticeLines } from './notices.ts';
import { isOngoing } from './ongoing.ts';
import { excerpt, firstOf, type Problem, ResumeError } from './problems.ts';
import { renameFields } from './renames.ts';
import type { Resume } from './resume.ts';
import { ownRules } from './rules.ts';
import { tidy } from './tidy.ts';
import { unknownFields } from './unknown.ts';

// Typst makes no link of a longer one.
const maxUrl = 8000;
const unfitInUrl = /[\s"<>\\^`{|}]/;
const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
addFormats.default(ajv, ['email', 'date-time']);
// Visitors click these links, so `javascript:` and `data:` URLs must not get through.
ajv.addFormat(
  'uri',
  (text) =>
    /^https?:\/\/./i.test(text) &&
    text.length <= maxUrl &&
    !unfitInUrl.test(text) &&
    URL.canParse(text),
);
// `$schema` is for editors, which accept a path, too.
const properties = { ...schema.properties, $schema: { type: 'string' } };
const isValid = ajv.compile({ ...schema, properties });

/**
 * Reads and validates a resume. Trims its texts; blank texts and nulls count as absent, as many resumes
 * have them. Reads fields under the names of older schemas.
 * @param file the name of the file, for the messages.
 * @param warnings gets a line for each text that is not shown, and for each old name; at most 21.
 * @throws {ResumeError} with one line for each mistake, at most 21.
 */
export function readResume(
  source: string | Uint8Array,
  file: string,
  warnings: string[] = [],
): Resume {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  const root = parseJson(decode(bytes, file), file);
  const repeated = tidy(root);
  const { renamed, unshown } = renameFields(root);
  const resume = evaluate(root) as Resume;
  const problems = isValid(resume) ? ownRules(resume) : (isValid.errors ?? []).map(fromAjv);
  if (problems.length > 0) {
    const lines = problems.map(
      ({ path, message }) => `${file}:${lineOf(root, path)}: ${fieldName(path)} ${message}`,
    );
    // A field that is there twice may be the reason.
    const more = noticeLines({ unshown: repeated, renamed: [] }, file);
    throw new ResumeError(firstOf([...new Set(lines), ...more], file));
  }
  const notices = { unshown: [...repeated, ...unshown, ...unknownFields(root)], renamed };
  warnings.push(...firstOf(noticeLines(notices, file), file));
  return resume;
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
  if (path.at(-1) === 'endDate' && isOngoing(data)) {
    return { path, message: `is ${excerpt(data)}: leave endDate out for a job that goes on` };
  }
  return { path, message: `must be ${expectedValue(keyword, params, data)}, not ${excerpt(data)}` };
}

function expectedValue(keyword: string, params: ErrorObject['params'], data: unknown): string {
  if (keyword === 'pattern') return 'a date such as 2021, 2021-03 or 2021-03-15';
  const isLink = params.format === 'uri' && typeof data === 'string' && /^https?:\/\//i.test(data);
  return (
    (isLink && expectedLink(data)) || expected[params.format ?? params.type] || 'something else'
  );
}

/** What an address would have to be that begins with http(s) and is none. */
function expectedLink(url: string): string {
  if (url.length > maxUrl) return `an address of at most ${maxUrl} characters`;
  const [character] = unfitInUrl.exec(url) ?? [];
  if (character === undefined) return 'an address with a valid host';
  return `an address without ${/\s/.test(character) ? 'blanks' : character}`;
}
