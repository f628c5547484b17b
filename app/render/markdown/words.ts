import type { Token } from 'markdown-it';

/** Scripts whose words no space separates. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

/** The number of words of a parsed text, without its code. */
export function wordsOf(tokens: Token[], language: string): number {
  const text = tokens.map(({ children }) => textOf(children ?? [])).join('\n');
  if (!unspaced.test(text))
    return text.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
  const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(text);
  let words = 0;
  for (const { isWordLike } of segments) if (isWordLike) words++;
  return words;
}

function textOf(tokens: Token[]): string {
  return tokens
    .filter(({ type }) => type !== 'code_inline' && type !== 'html_inline')
    .map(({ type, content }) => (/break$/.test(type) ? ' ' : content))
    .join('');
}
