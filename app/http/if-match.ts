import { Type } from '@sinclair/typebox';

const tag = '(W/)?"[\\x21\\x23-\\x7e]*"';

/** The header `If-Match`: a list of tags, or `*`. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1 */
export const IfMatch = Type.String({
  pattern: `^(\\*|${tag}([ \\t]*,[ \\t,]*${tag})*)$`,
  description:
    'The `ETag` that the change is based on; 412 if the item has changed since. Without it, or with `*`, the change is made at any version',
  examples: ['"3"'],
});

/** The `ETag` of a version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** Whether a write may go on at a version, by a valid `If-Match`. A weak tag never matches. */
export function ifMatch(header: string | undefined): (version: number) => boolean {
  if (header === undefined || header === '*') return () => true;
  const tags = new Set(header.match(new RegExp(tag, 'g')));
  return (version) => tags.has(etagOf(version));
}
