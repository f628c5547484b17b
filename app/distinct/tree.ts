import type { Key } from '../aws/dynamo/database.ts';
import type { Content } from './content.ts';

/**
 * Counts distinct ids of a day, exactly, at one write unit each, however many there are.
 *
 * The ids are in a tree of small items. Each id belongs to a network, whose hash is the path from the root
 * along which the id is counted: in the first item that is not full. A full item has `capacity` ids, and
 * its children may have more. Why this is exact, whatever other processes do, and wherever they die:
 *
 * 1. Ids are only added, so a full item never gets another id: what a process knows of it is final.
 * 2. An id is added to an item only after its process has seen that all items above it are full and do
 *    not contain the id.
 * 3. One conditional write decides and adds. By 1 and 2, an id can be added once at most, so that the
 *    write may be repeated after any failure, and a late attempt does no harm.
 * 4. Whatever a process knows of an item that is not full is a lower bound, as counters only grow.
 *    Old knowledge never makes a wrong count, only a write that the table refuses.
 * 5. Roll-up closes items from the root downwards: nothing can be added to a closed item. An item that is
 *    closed before it is full has no children and never will have. All four children of a full item are
 *    closed, those that do not exist yet as well. So roll-up finds every item that ever counts.
 * 6. Roll-up empties items from the leaves upwards, so that it finds the rest after an interruption.
 */
export interface Tree {
  /** The item at a path: each has a partition of its own, which accepts 1,000 write units a second. */
  key: (path: string) => Key;
  /** The ids of a full item. All processes must agree: it is stored when the day is opened. */
  capacity: number;
}

/** With breakdowns of ordinary length, an item with so many ids of 8 bytes stays below 1 KB. */
export const capacity = 40;

/** The items on a path. The last one is never full. */
const maxDepth = 40;

export const root = '';

/** The path of a network: 40 of the digits 0 to 3, from the first 10 bytes of its hash. */
export function pathOf(hash: Uint8Array): string {
  return Array.from(hash.subarray(0, maxDepth / 4), (byte) =>
    byte.toString(4).padStart(4, '0'),
  ).join('');
}

export function childrenOf(path: string): string[] {
  return ['0', '1', '2', '3'].map((digit) => path + digit);
}

/** Whether the item at `path` takes no more ids, so that its children do. */
export function isFull(tree: Tree, path: string, { ids }: Pick<Content, 'ids'>): boolean {
  return path.length < maxDepth && ids.size >= tree.capacity;
}
