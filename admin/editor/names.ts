/** What spellings of one name have in common. The API compares tags and categories so. */
export function fold(name: string): string {
  return tidy(name).normalize('NFKC').toLowerCase();
}

/** Without white space around it or in rows. */
export function tidy(name: string): string {
  return name.trim().replace(/\s+/g, ' ');
}

/** `names` without empty ones and repetitions: the first spelling stays. */
export function distinct(names: string[]): string[] {
  const folds = names.map(fold);
  return names.filter((name, i) => fold(name) && folds.indexOf(fold(name)) === i).map(tidy);
}

/** `names` with those in `text`, which commas separate. A name in use keeps its spelling. */
export function withNames(names: string[], text: string, inUse: string[] = []): string[] {
  const spelling = new Map(inUse.map((name) => [fold(name), name]));
  const added = text.split(/[,،、，]/).map((name) => spelling.get(fold(name)) ?? name);
  return distinct([...names, ...added]);
}
