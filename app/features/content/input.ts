import { isDeepStrictEqual } from 'node:util';
import { NotValid } from '../../errors.ts';
import type { Stored } from './items.ts';
import { kinds } from './kinds.ts';
import type { Fields, Kind, Term } from './service.ts';
import { slugProblem } from './slugs.ts';
import { distinct, type TermKind, toTerms } from './terms.ts';

/** With 300 KiB and its keys, a text fits into an item of DynamoDB. */
const maxTextBytes = 300 * 1024;
const earliest = Date.parse('1970-01-01T00:00:00Z');
const years = 365.25 * 24 * 60 * 60 * 1000;

/** A request body as the storage has it. */
export interface Input {
  /** Valid, if the owner chose one. */
  slug?: string;
  /** Undefined to keep it, null to delete it. */
  text?: string | null;
  /** The fields to store, and null for those to delete. */
  fields: Fields;
}

/**
 * Checks and tidies what the schemas of the routes leave: slugs, bytes, white space in terms. Line ends
 * become `\n`, and characters that XML or the table do not have U+FFFD.
 * @throws {NotValid}
 */
export function toInput(kind: Kind, body: Fields): Input {
  const { text: textField = '', optional, defaults, terms } = kinds[kind];
  const nullable = new Set([...optional, ...Object.keys(defaults(''))]);
  for (const [name, value] of Object.entries(body)) {
    if (value === null && !nullable.has(name)) throw new NotValid(`body.${name}`, 'is required');
  }
  const { slug, [textField]: text, ...fields } = clean(body) as Fields & { slug?: string };
  const problem = slug !== undefined && slugProblem(slug);
  if (problem) throw new NotValid('body.slug', problem);
  if (typeof text === 'string' && Buffer.byteLength(text) > maxTextBytes) {
    throw new NotValid(`body.${textField}`, 'must have at most 300 KiB');
  }
  for (const [of, field] of Object.entries(terms) as [TermKind, string][]) {
    if (fields[field]) fields[field] = termsOf(of, field, fields[field] as string | string[]);
  }
  return {
    ...(slug !== undefined && { slug }),
    ...(text !== undefined && { text: text as string | null }),
    fields,
  };
}

/**
 * `fields` with `changes`: null removes one, or brings its default back. Terms that stay keep their slugs,
 * which are final if the item is published.
 */
export function merge(kind: Kind, fields: Fields, changes: Fields, now: string): Fields {
  const changed = Object.entries(changes).filter(
    ([name, value]) => !isDeepStrictEqual(namesIn(value), namesIn(fields[name])),
  );
  const given = Object.entries({ ...fields, ...Object.fromEntries(changed) }).filter(
    ([, value]) => value !== null,
  );
  return { ...kinds[kind].defaults(now.slice(0, 10)), ...Object.fromEntries(given) };
}

/** `publishedAt` in UTC. @throws {NotValid} unless it is from 1970 on and at most ten years ahead */
export function toInstant(publishedAt: string, now: number): string {
  const instant = Date.parse(publishedAt);
  if (!(instant >= earliest && instant <= now + 10 * years)) {
    throw new NotValid('body.publishedAt', 'must be from 1970 on, and at most ten years ahead');
  }
  return new Date(instant).toISOString();
}

/** Whether nothing was changed. */
export function isSame(before: Stored, after: Stored): boolean {
  return isDeepStrictEqual(before, after);
}

/** Whether readers see no difference: `origin` is for tools. */
export function isSameToReaders(before: Fields, after: Fields): boolean {
  return isDeepStrictEqual({ ...before, origin: null }, { ...after, origin: null });
}

/** Terms as they were sent. */
function namesIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(namesIn);
  return typeof value === 'object' && value && 'slug' in value ? (value as Term).name : value;
}

function termsOf(of: TermKind, field: string, value: string | string[]) {
  const names = [value].flat();
  for (const [i, name] of names.entries()) {
    const path = Array.isArray(value) ? `body.${field}.${i}` : `body.${field}`;
    if (name.trim() === '') throw new NotValid(path, 'must not be empty');
  }
  const terms = toTerms(of, distinct(names), []);
  return Array.isArray(value) ? terms : terms[0];
}

/** All strings in `value` as they are stored. */
function clean(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.toWellFormed().replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
  }
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, clean(one)]));
}
