import { line } from '../../app/render/text.ts';

interface Printable {
  text: string;
  /** The characters that no font has a glyph for. */
  omitted: string[];
}

// Joiners, and marks that choose a form of what stands before them: nothing to be seen by themselves.
const formless = /^(\u200c|\u200d|\p{Variation_Selector})$/u;

/**
 * The text without the characters that `covers` does not know, whole ones as readers see them: an
 * emoji goes with all its parts.
 */
export function printable(text: string, covers: (codePoint: number) => boolean): Printable {
  const omitted: string[] = [];
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text.normalize())) {
    const has = (char: string) => formless.test(char) || covers(char.codePointAt(0) ?? 0);
    if ([...segment].every(has)) kept += segment;
    else omitted.push(segment);
  }
  return { text: line(kept), omitted };
}
