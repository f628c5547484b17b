import { type Link, withoutScheme } from '../resume/link.ts';

/**
 * The text of a contact on paper, where nobody can follow a link: the address of a website, after the
 * text if the address does not contain it: "Mastodon: @maren (social.example/@m)".
 */
export function paperText({ text, href = '' }: Link): string {
  if (!/^https?:/i.test(href)) return text;
  const address = withoutScheme(href);
  const isInAddress = (words: string) => letters(address).includes(letters(words));
  return text.split(': ').every(isInAddress) ? address : `${text} (${address})`;
}

/** For comparison: "Stack Overflow" is in "stackoverflow.com". */
function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}
