// Control and format characters, such as zero-width spaces and direction overrides. Joiners stay, as
// scripts and emoji need them, and so do the Arabic signs that Unicode counts as format characters.
// The first alternative is a flag such as Scotland's: a black flag and invisible letters.
const flagOrInvisible =
  /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]+\u{e007f}|[[\p{Cc}\p{Cf}]--[\u200c\u200d\u0600-\u0605\u06dd\u0890\u0891\u08e2]]/gv;

/** The text as one line: without invisible characters, runs of white space as one space. */
export function line(text: string | undefined): string {
  return (text ?? '')
    .replace(/\s/g, ' ')
    .replace(flagOrInvisible, (found) => (found.startsWith('\u{1f3f4}') ? found : ''))
    .replace(/ {2,}/g, ' ')
    .trim();
}

const lineBreak = /\r\n?|[\n\u0085\u2028\u2029]/;

/** The paragraphs of a text. Empty lines separate them; `\n` separates the lines of a paragraph. */
export function paragraphs(text: string | undefined): string[] {
  const found: string[][] = [[]];
  for (const part of (text ?? '').split(lineBreak).map(line)) {
    if (part) found.at(-1)?.push(part);
    else found.push([]);
  }
  return found.map((paragraph) => paragraph.join('\n')).filter(Boolean);
}

/** Each text as one line, without the empty ones. */
export function lines(texts: string[] | undefined): string[] {
  return (texts ?? []).map(line).filter(Boolean);
}

/** Each text without its empty lines, and without the empty texts. `\n` separates lines. */
export function blocks(texts: string[] | undefined): string[] {
  return (texts ?? []).map((text) => lines(text.split(lineBreak)).join('\n')).filter(Boolean);
}

/** The text cut to `length` characters at most, and an ellipsis. It is cut between words. */
export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length).replace(/\s+\S*$/, '')}…` : text;
}
