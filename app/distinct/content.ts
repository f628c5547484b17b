import type { Item } from '../aws/dynamo/database.ts';

/** What is known of an item of the tree. */
export interface Content {
  ids: ReadonlySet<string>;
  /** All of its numbers. */
  counters: ReadonlyMap<string, number>;
  /** Nothing can be added any more. */
  isClosed: boolean;
  /** Its sums are stored elsewhere, and its ids are deleted. */
  isEmptied: boolean;
}

/**
 * Attributes of the core. Those of breakdowns begin with any other capital letter; all are short, because
 * an item of more than 1 KB costs more on every write.
 */
const ofNetwork = 'N';
const ofNewNames = 'H';

export function networkCounter(network: string): string {
  return ofNetwork + network;
}

/** Counts the names that a network was the first to bring, on its path. */
export function newNamesCounter(network: string): string {
  return ofNewNames + network;
}

/** Whether a number of an item is one of a breakdown. */
export function isBreakdown(name: string): boolean {
  return /^[A-Z]/.test(name) && name[0] !== ofNetwork && name[0] !== ofNewNames;
}

/** Ignores what it does not know, so that nothing in an item can make a count fail. */
export function contentOf(item: Item = {}): Content {
  const { seen, closed, emptied, ...rest } = item;
  const ids = seen instanceof Set ? [...seen].filter((id) => id instanceof Uint8Array) : [];
  return {
    ids: new Set(ids.map(idText)),
    counters: new Map(
      Object.entries(rest).filter((one): one is [string, number] => typeof one[1] === 'number'),
    ),
    isClosed: closed !== undefined,
    isEmptied: emptied !== undefined,
  };
}

export function idText(id: Uint8Array): string {
  return Buffer.from(id).toString('latin1');
}

export const nothing = contentOf();
