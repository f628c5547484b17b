// Control characters, zero-width ones and those that turn the direction of what follows; not the
// joiners, which scripts and emoji need.
const invisible = /[[\p{Cc}\p{Cf}]--[\u200c\u200d]]/gv;

/** One line of text as it may be shown: no invisible characters, no doubled blanks. */
export function line(text: string | undefined): string {
  return (text ?? '').replace(/\s/g, ' ').replace(invisible, '').replace(/ {2,}/g, ' ').trim();
}

/** The paragraphs of a text: an empty line parts them. */
export function paragraphs(text: string | undefined): string[] {
  return (text ?? '')
    .split(/\r?\n\s*\n/)
    .map(line)
    .filter(Boolean);
}

export function lines(texts: string[] | undefined): string[] {
  return (texts ?? []).map(line).filter(Boolean);
}
