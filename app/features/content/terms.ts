import { createHash } from 'node:crypto';
import type { Term } from './service.ts';
import { numbered, slugify } from './slugs.ts';

export type TermKind = 'category' | 'tag';

/** A term as the table has it: `fold` tells it from others, `name` is the spelling published last. */
export interface StoredTerm extends Term {
  fold: string;
  /** Items that use it and are published or scheduled. */
  count: number;
}

/** What spellings of one term have in common: "TypeScript" and "typescript" are the same tag. */
export function fold(name: string): string {
  return tidy(name).normalize('NFKC').toLowerCase();
}

/** Without white space around it or in rows. Empty if there is nothing else. */
export function tidy(name: string): string {
  return name.trim().replace(/\s+/g, ' ');
}

/** `names` without repetitions of a term: its first spelling stays. */
export function distinct(names: string[]): string[] {
  const folds = names.map(fold);
  return names.filter((name, i) => folds.indexOf(fold(name)) === i).map(tidy);
}

/**
 * The terms that `names` name. A known term keeps its slug; others get the first free one: `cafe` and, if
 * that is another term's, `cafe-2`.
 */
export function toTerms(of: TermKind, names: string[], known: Omit<StoredTerm, 'count'>[]): Term[] {
  const slugs = new Map(known.map(({ fold, slug }) => [fold, slug]));
  const taken = new Set(slugs.values());
  return names.map((name) => {
    let slug = slugs.get(fold(name));
    for (let n = 1; slug === undefined; n++) {
      const candidate = numbered(slugOfTerm(of, name), n);
      if (!taken.has(candidate)) slug = candidate;
    }
    taken.add(slug);
    return { name, slug };
  });
}

/** The terms in a field, which has one or a list of them. */
export function termsIn(field: unknown): Term[] {
  return [field ?? []].flat() as Term[];
}

/** "C++", "C#" and ".NET" have slugs that differ from those of "C" and "net". */
function slugOfTerm(of: TermKind, name: string): string {
  const spoken = name
    .replace(/^\.(?=\w)/, 'dot-')
    .replaceAll('+', '-plus-')
    .replace(/(?<=\w)#/g, '-sharp-');
  return (
    slugify(spoken) || `${of}-${createHash('sha256').update(fold(name)).digest('hex').slice(0, 8)}`
  );
}
