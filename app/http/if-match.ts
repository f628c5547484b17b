import { NotValid } from '../errors.ts';

const tags = /(W\/)?"([\x21\x23-\x7e]*)"/g;
const list = /^\s*(W\/)?"[\x21\x23-\x7e]*"(\s*,\s*(W\/)?"[\x21\x23-\x7e]*")*\s*$/;

/** The `ETag` of a version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * Whether a write may go on at a version, by the header `If-Match`: at any one without it or with `*`. A weak
 * tag never matches. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
 * @throws {NotValid} when the header is no list of tags.
 */
export function ifMatch(header: string | undefined): (version: number) => boolean {
  if (header === undefined || header.trim() === '*') return () => true;
  if (header.length > 1000 || !list.test(header)) {
    throw new NotValid('headers.if-match', 'must be * or the ETag of an answer, such as "3"');
  }
  const strong = [...header.matchAll(tags)].filter(([, weak]) => !weak);
  const versions = new Set(strong.map(([, , tag]) => tag));
  return (version) => versions.has(`${version}`);
}
