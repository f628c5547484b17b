import type { Token } from 'markdown-it';
import { MarkdownError } from './contract.ts';

/** Characters of HTML. A text of 100,000 characters has at most about 610,000. */
const maxHtml = 1_000_000;

/**
 * Counts the characters before they are joined: a definition with a long address that is used 12,000 times
 * parses in milliseconds, but would render to 600 MB.
 * @throws {MarkdownError}
 */
export function checkTokens(tokens: Token[]): void {
  if (lengthOf(tokens) > maxHtml) throw tooLarge();
}

/** @throws {MarkdownError} */
export function checkHtml(html: string): void {
  if (html.length > maxHtml) throw tooLarge();
}

function lengthOf(tokens: Token[]): number {
  let length = 0;
  for (const { content, attrs, children } of tokens) {
    for (const [name, value] of attrs ?? []) length += name.length + String(value).length;
    length += children ? lengthOf(children) : content.length;
  }
  return length;
}

function tooLarge(): MarkdownError {
  return new MarkdownError('renders to more than 1 MB');
}
