import { line } from '../../app/render/text.ts';

type Covers = (codePoint: number) => boolean;

/** What the fonts lack of a text. */
export interface Missing {
  /** The characters, each once. A character is a grapheme: an emoji has all its code points. */
  characters: string[];
  /** The letters without a glyph, in their order. */
  letters: string;
  /** The part of all letters that these are, from 0 to 1. */
  share: number;
}

/** The text as one line, without the characters that `covers` rejects. */
export function printable(text: string, covers: Covers): string {
  return line(graphemes(text, covers).kept.join(''));
}

/**
 * The text with its line breaks, without the characters that `covers` rejects. It is empty if only
 * punctuation is left of it.
 */
export function printableLines(text: string, covers: Covers): string {
  const { kept, omitted } = graphemes(text, covers);
  const left = kept.join('');
  return omitted.length === 0 || /[\p{L}\p{N}]/u.test(left) ? left : '';
}

export function missing(text: string, covers: Covers): Missing {
  const { omitted } = graphemes(text, covers);
  const letters = lettersOf(omitted.join(''));
  return {
    characters: [...new Set(omitted)],
    letters: letters.join(''),
    share: letters.length / Math.max(1, lettersOf(text.normalize()).length),
  };
}

const lettersOf = (text: string): string[] => text.match(/\p{L}/gu) ?? [];

// White space has no glyph; nor have joiners and variation selectors, which change the characters around
// them, and the invisible characters that `line` removes.
const noGlyph = /^[\s\p{Cc}\p{Cf}\p{Variation_Selector}]$/u;

function graphemes(text: string, covers: Covers) {
  const isCovered = (char: string) => noGlyph.test(char) || covers(char.codePointAt(0) ?? 0);
  const kept: string[] = [];
  const omitted: string[] = [];
  for (const { segment } of new Intl.Segmenter().segment(text.normalize()))
    ([...segment].every(isCovered) ? kept : omitted).push(segment);
  return { kept, omitted };
}
