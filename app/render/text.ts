// Control and format characters, such as zero-width spaces and direction overrides. Joiners stay:
// scripts and emoji need them.
const invisible = /[[\p{Cc}\p{Cf}]--[\u200c\u200d]]/gv;

/** The text as one line: without invisible characters, runs of white space as one space. */
export function line(text: string | undefined): string {
  return (text ?? '').replace(/\s/g, ' ').replace(invisible, '').replace(/ {2,}/g, ' ').trim();
}

/** The paragraphs of a text. Empty lines separate them. */
export function paragraphs(text: string | undefined): string[] {
  return (text ?? '')
    .split(/\r?\n\s*\n/)
    .map(line)
    .filter(Boolean);
}

/** Each text as one line, without the empty ones. */
export function lines(texts: string[] | undefined): string[] {
  return (texts ?? []).map(line).filter(Boolean);
}
