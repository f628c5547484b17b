import { html } from 'ghtml';
import { nameOf, type Schema, valuesOf } from './document.ts';
import { prose } from './text.ts';

/** Who reads a schema: those who write a request need its limits, those who read an answer do not. */
export type Use = 'request' | 'answer';

/** HTML of what a value may be, in a few words: its type and limits. */
export function typeOf(schema: Schema, use: Use): string {
  const { $ref, nullable, default: usual, items } = schema;
  if ($ref) return html`<a href="#${nameOf($ref)}">${nameOf($ref)}</a>`;
  const parts = [
    kindOf(schema) + (nullable ? html` or <code>null</code>` : ''),
    ...(use === 'request' ? limitsOf(schema) : []),
    ...(items ? [`each ${typeOf(items, use)}`] : []),
    ...(usual === undefined ? [] : [html`<code>${JSON.stringify(usual)}</code> by default`]),
  ];
  return parts.filter(Boolean).join(', ');
}

/** HTML of a list of the fields of a schema, and of theirs. Empty if it has none. */
export function fieldsOf(schema: Schema, use: Use): string {
  const { anyOf = [], properties = {}, required = [], items, additionalProperties } = schema;
  if (valuesOf(schema)) return '';
  if (items) return fieldsOf(items, use);
  const fields = [
    ...anyOf.map((one, i) => entry(i ? 'Or' : 'Either', one, use)),
    ...Object.entries(properties).map(([name, one]) =>
      entry(html`<code>${name}</code>`, one, use, required.includes(name)),
    ),
    ...(typeof additionalProperties === 'object'
      ? [entry('Each name', additionalProperties, use)]
      : []),
  ];
  return fields.length ? html`<ul class="fields">!${fields}</ul>` : '';
}

/**
 * HTML of one line of such a list, and of what it contains.
 * @param label HTML.
 * @param isRequired whether it is always there, if that is worth saying.
 */
export function entry(label: string, schema: Schema, use: Use, isRequired?: boolean): string {
  const { description } = schema;
  return html`<li>
    <p>!${label}!${isRequired === undefined ? '' : need(isRequired, use)} <span class="type">!${typeOf(schema, use)}</span></p>
    !${description ? html`<p>!${prose(description)}</p>` : ''}
    !${fieldsOf(schema, use)}
  </li>`;
}

/** In a request, fields are optional unless it says otherwise; an answer has them. */
function need(isRequired: boolean, use: Use): string {
  if (isRequired) return use === 'request' ? ' <b>required</b>' : '';
  return use === 'answer' ? ' <span class="type">optional</span>' : '';
}

function kindOf(schema: Schema): string {
  const { type, format, anyOf, additionalProperties } = schema;
  const values = valuesOf(schema);
  if (values) return values.map((value) => html`<code>${value}</code>`).join(' or ');
  if (anyOf) return 'one of these';
  if (type === 'array') return 'list';
  if (type === 'object' && typeof additionalProperties === 'object') return 'object by name';
  if (format && format !== 'well-formed') return html`${type}, ${format}`;
  return type ?? 'anything';
}

function limitsOf(schema: Schema): string[] {
  const { pattern, format } = schema;
  return [
    range(schema.minLength, schema.maxLength, ' characters'),
    range(schema.minimum, schema.maximum, ''),
    range(schema.minItems, schema.maxItems, ' items'),
    range(schema.minProperties, schema.maxProperties, ' fields'),
    format === 'well-formed' ? 'valid Unicode' : '',
    pattern ? html`as <code>${pattern}</code>` : '',
  ].filter(Boolean);
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  const number = (value: number) => value.toLocaleString('en');
  if (least !== undefined && most !== undefined) return `${number(least)}–${number(most)}${unit}`;
  if (least !== undefined) return `at least ${number(least)}${unit}`;
  return most === undefined ? '' : `at most ${number(most)}${unit}`;
}
