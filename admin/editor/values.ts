import type { FieldDescription, KindDescription } from './kinds.ts';
import { distinct, tidy } from './names.ts';

/** What the form shows, by the names of the fields. An empty text is no value. */
export type Values = Record<string, Value>;
export type Value = string | string[] | boolean;

/** An item as the API answers it. */
export interface Answered {
  id: string;
  slug: string;
  status: 'draft' | 'scheduled' | 'published';
  publishedAt: string | null;
  createdAt: string;
  updatedAt: string;
  version: number;
  [field: string]: unknown;
}

export function emptyValues({ fields }: KindDescription): Values {
  return Object.fromEntries(fields.map((field) => [field.name, emptyValue(field)]));
}

export function valuesOf({ fields }: KindDescription, item: Answered): Values {
  return Object.fromEntries(
    fields.map((field) => [field.name, (item[field.name] as Value) ?? emptyValue(field)]),
  );
}

/** The body that creates an item. The API says what is missing. */
export function newBody({ fields }: KindDescription, values: Values): Record<string, unknown> {
  const sent = fields.map(({ name, type }) => [name, clean(type, values[name])] as const);
  const required = new Set(fields.filter(({ isRequired }) => isRequired).map(({ name }) => name));
  return Object.fromEntries(
    sent
      .filter(([name, value]) => value !== null || required.has(name))
      .map(([name, value]) => [name, value ?? '']),
  );
}

/** The body that makes `to` of `from`: null clears a field. Empty if they are the same to the API. */
export function changes(
  { fields }: KindDescription,
  from: Values,
  to: Values,
): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { name, type, isRequired } of fields) {
    const [before, after] = [clean(type, from[name]), clean(type, to[name])];
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    if (after === null && isOptionalChoice(type)) continue;
    body[name] = after ?? (isRequired ? '' : null);
  }
  return body;
}

/** Whether the API can store `values`, as far as the required fields tell. */
export function isComplete({ fields }: KindDescription, values: Values): boolean {
  return fields.every(
    ({ name, type, isRequired }) => !isRequired || clean(type, values[name]) !== null,
  );
}

/** `values` with those of `stored` where the owner left the choice to the API. */
export function filled({ fields }: KindDescription, values: Values, stored: Values): Values {
  const chosen = fields
    .filter(({ name, type }) => isOptionalChoice(type) && values[name] === '')
    .map(({ name }) => [name, stored[name] ?? '']);
  return chosen.length > 0 ? { ...values, ...Object.fromEntries(chosen) } : values;
}

/** Length as the API counts it: a character outside the BMP is one. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Whether the API chooses a value where the owner chose none. An item then keeps what it has. */
function isOptionalChoice(type: FieldDescription['type']): boolean {
  return type === 'slug' || type === 'day';
}

function emptyValue({ type, choices }: FieldDescription): Value {
  if (type === 'terms') return [];
  return type === 'switch' ? false : (choices?.[0]?.[0] ?? '');
}

/** A value as the API stores it, so that white space around a title is no change. */
function clean(type: FieldDescription['type'], value: Value | undefined) {
  if (Array.isArray(value)) return distinct(value.map((name) => name.toWellFormed()));
  if (typeof value !== 'string') return value ?? null;
  const text = value.toWellFormed();
  if (type === 'term') return tidy(text) || null;
  if (type === 'text' || type === 'markdown') {
    return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd') || null;
  }
  return text.trim() || null;
}
