import fc, { type Arbitrary } from 'fast-check';
import type { Schema } from './operations.ts';

type Fields = Record<string, unknown>;

/** Values that a schema of the API document allows. */
export function valid(schema: Schema): Arbitrary<unknown> {
  const { nullable, enum: values, anyOf } = schema;
  if (values) return fc.constantFrom(...values);
  if (anyOf) return fc.oneof(...anyOf.map(valid));
  return nullable
    ? fc.oneof({ weight: 4, arbitrary: typed(schema) }, fc.constant(null))
    : typed(schema);
}

/** Values that a schema allows, and such with up to two things wrong. */
export function nearlyValid(schema: Schema): Arbitrary<unknown> {
  if (schema.type !== 'object') return fc.oneof(valid(schema), strange);
  const { properties = {} } = schema;
  const names = [...Object.keys(properties), 'other', 'id', 'constructor'];
  const flaw = fc.tuple(fc.constantFrom(...names), fc.option(strange, { nil: undefined }));
  return fc
    .tuple(valid(schema), fc.array(flaw, { maxLength: 2 }))
    .map(([value, flaws]) => Object.assign({}, value as Fields, Object.fromEntries(flaws)));
}

/** Values that some program somewhere has sent. */
export const strange: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    '\u202e',
    '🤔'.repeat(300),
    'x'.repeat(3000),
    '../..',
    '<b>',
  ),
  fc.constantFrom(0, -1, 1e308, 0.1, true, null, [], {}, [[]], [null], { length: 1 }),
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 2 }),
);

function typed(schema: Schema): Arbitrary<unknown> {
  const { type, items = {}, maxItems = 5, minimum = -10, maximum = 1000 } = schema;
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true });
  if (type === 'integer') return fc.integer({ min: minimum, max: maximum });
  if (type === 'array') return fc.array(valid(items), { maxLength: maxItems });
  if (type === 'object') return record(schema);
  if (type === 'string') return text(schema);
  throw new Error(`No values of type ${type}`);
}

function record({ properties = {}, required = [] }: Schema): Arbitrary<Fields> {
  const fields = Object.entries(properties).map(([name, one]) => [name, valid(one)]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

function text({ format, pattern, minLength = 0, maxLength = 200 }: Schema): Arbitrary<string> {
  const instant = fc
    .date({ min: new Date(0), max: new Date('2035-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString());
  if (format === 'date-time') return instant;
  if (format === 'date') return instant.map((text) => text.slice(0, 10));
  const characters = fc.oneof(
    fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 300) }),
    fc.string({ unit: 'binary', minLength, maxLength: Math.min(maxLength, 300) }),
  );
  const any = pattern ? fc.oneof(characters, fc.stringMatching(new RegExp(pattern))) : characters;
  const shape = new RegExp(pattern ?? '');
  return any.filter((text) => {
    const { length } = [...text];
    return text.isWellFormed() && shape.test(text) && length >= minLength && length <= maxLength;
  });
}
