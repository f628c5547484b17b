import { line } from '../resume/text.ts';

export interface Printable {
  text: string;
  /** The characters that no font has a glyph for, each once. */
  omitted: string[];
}

// Marks that choose a form of what stands before them, and joiners: nothing to be seen on their own.
const formless = /[\u200c\u200d\ufe00-\ufe0f]/u;
const longWord = /[^\s\-/]{31,}/gu;

/**
 * The text without the characters that `covers` does not know, whole ones as readers see them: an
 * emoji goes with all its parts. Long words, which would not fit in a line, may break after each
 * character.
 */
export function printable(text: string, covers: (codePoint: number) => boolean): Printable {
  const omitted = new Set<string>();
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text.normalize())) {
    const has = (char: string) => formless.test(char) || covers(char.codePointAt(0) ?? 0);
    if ([...segment].every(has)) kept += segment;
    else omitted.add(segment);
  }
  return { text: line(kept).replace(longWord, breakable), omitted: [...omitted] };
}

function breakable(word: string): string {
  const segments = [...new Intl.Segmenter().segment(word)].map(({ segment }) => segment);
  return segments.join('\u200b');
}
