import { type Schema, valuesOf } from './document.ts';

/** One of them fits each pattern and length of the API; a test checks all examples. */
const texts = [
  'Text',
  'text',
  '123456',
  'ada@example.com',
  'as-received-with-the-challenge',
  'https://example.com/',
  '2026-01-31',
  '2026-01-31T09:00:00.000Z',
  '2026-01',
  'c_0123456789abcdef',
  '/media/0123456789abcdef-640x480.webp',
  '0123456789abcdef-640x480.webp',
];

const formats: Record<string, RegExp> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}T.*Z$/,
};

/** A value that the schema allows, with the fields that it requires; if it requires none, with its first field. */
export function exampleOf(schema: Schema): unknown {
  const { example, default: usual, anyOf, type, items, minItems = 0 } = schema;
  if (example !== undefined) return example;
  if (usual !== undefined) return usual;
  const [value] = valuesOf(schema) ?? [];
  if (value !== undefined) return value;
  if (anyOf?.[0]) return exampleOf(anyOf[0]);
  if (type === 'object') return objectOf(schema);
  if (type === 'array') return items && minItems > 0 ? [exampleOf(items)] : [];
  if (type === 'boolean') return true;
  if (type === 'string') return texts.find((text) => fits(text, schema)) ?? '';
  return schema.minimum ?? 1;
}

function objectOf({ properties = {}, required = [], minProperties = 0 }: Schema) {
  const names = required.length ? required : Object.keys(properties).slice(0, minProperties);
  return Object.fromEntries(names.map((name) => [name, exampleOf(properties[name] ?? {})]));
}

function fits(text: string, { pattern, format = '', minLength = 0, maxLength }: Schema): boolean {
  return (
    text.length >= minLength &&
    text.length <= (maxLength ?? text.length) &&
    (formats[format]?.test(text) ?? true) &&
    new RegExp(pattern ?? '', 'u').test(text)
  );
}

/** JSON as people read it. */
export function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
