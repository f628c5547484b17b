import type { Content } from './content.ts';

/** Names of one breakdown in an item, where their number has no other bound. */
const maxNames = 12;

/** A counter that goes up with the id. Its first letter says of what: any capital but N and H. */
export interface Breakdown {
  name: string;
  /** The counter that goes up instead when the item has too many names with this letter. */
  other?: string;
  /** Clients choose the name: each network may bring two new ones a day. */
  isInvented?: boolean;
}

/**
 * The counter of the last of `contents` that goes up, and whether its name is one that the network is the
 * first to bring, which it does only if it may.
 */
export function counterFor(
  { name, other, isInvented }: Breakdown,
  contents: Content[],
  mayBringNew: boolean,
): { counter: string; isNew: boolean } {
  const known = { counter: name, isNew: false };
  const current = contents.at(-1)?.counters;
  if (other === undefined || current?.has(name)) return known;
  const names = [...(current?.keys() ?? [])].filter((one) => one[0] === name[0]);
  if (names.length >= maxNames) return { counter: other, isNew: false };
  const isAbove = contents.slice(0, -1).some(({ counters }) => counters.has(name));
  if (!isInvented || isAbove) return known;
  return mayBringNew ? { counter: name, isNew: true } : { counter: other, isNew: false };
}
