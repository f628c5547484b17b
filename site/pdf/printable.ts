import { line } from '../../app/render/text.ts';

interface Printable {
  text: string;
  /** The characters that no font has a glyph for. */
  omitted: string[];
}

// Joiners and variation selectors change the characters around them and have no glyph of their own.
const noGlyph = /^(\u200c|\u200d|\p{Variation_Selector})$/u;

/**
 * The text without the characters that `covers` rejects. A character here is a grapheme: an emoji is
 * omitted with all its code points.
 */
export function printable(text: string, covers: (codePoint: number) => boolean): Printable {
  const omitted: string[] = [];
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text.normalize())) {
    const isCovered = (char: string) => noGlyph.test(char) || covers(char.codePointAt(0) ?? 0);
    if ([...segment].every(isCovered)) kept += segment;
    else omitted.push(segment);
  }
  return { text: line(kept), omitted };
}
