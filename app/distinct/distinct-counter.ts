import type { Database, Table } from '../aws/dynamo/database.ts';
import { ConditionFailed, Unwanted } from '../aws/dynamo/errors.ts';
import { addOnce, type Entry } from './add-once.ts';
import { type Content, contentOf, idText, nothing } from './content.ts';
import { type KnownItems, knownItems } from './known-items.ts';
import { itemReader } from './read-items.ts';
import { isFull, type Tree } from './tree.ts';

/** Items that a process reads at once when it does not know the next one on a path: 4 read units. */
const readAhead = 8;

export interface Added {
  /** `closed`: the day is being rolled up, and counts nothing more. */
  outcome: 'added' | 'duplicate' | 'rate-limited' | 'closed';
  /** Whether an earlier attempt, whose answer was lost, may have added the id. */
  mayHaveAdded: boolean;
  /** The item that has the id now, if it was added, and how many ids that item has. */
  item?: { path: string; ids: number };
}

export interface DistinctCounter {
  /**
   * Adds an id to the tree, once. Cost: one write unit if it adds; none if this process already knows the
   * answer. A refused write costs a unit as well: it happens when other processes have changed an item
   * since this one has seen it. For a path that the process does not know, 4 read units more.
   * @throws {Unavailable}
   */
  add(tree: Tree, entry: Entry, signal: AbortSignal): Promise<Added>;
}

/** @param maxPerNetwork ids that a network may add to a tree. */
export function distinctCounter(
  database: Database,
  table: Table,
  maxPerNetwork: number,
): DistinctCounter {
  const { read } = itemReader(database, table);
  const knownOf = knownItems();

  return {
    async add(tree, entry, signal) {
      const known = knownOf(tree);
      const id = idText(entry.id);
      for (let mayHaveAdded = false; ; ) {
        const contents = await walk(tree, entry.path, known, signal);
        const result = (outcome: Added['outcome']) => ({ outcome, mayHaveAdded });
        if (contents.some(({ ids }) => ids.has(id))) return result('duplicate');
        if (contents.at(-1)?.isClosed) return result('closed');
        const write = addOnce(tree, entry, contents, maxPerNetwork);
        if (!write) return { outcome: 'rate-limited', mayHaveAdded: false };
        const path = entry.path.slice(0, contents.length - 1);
        // While a crowd waits for an item, it may become full: then they go on to its children.
        const isStillWanted = () => isOpen(tree, path, known, signal);
        try {
          const options = { retry: 'always', isStillWanted, signal } as const;
          const content = contentOf(await table.update(tree.key(path), write, options));
          known.learnOwn(path, content);
          const item = { path, ids: content.ids.size };
          return { outcome: 'added', mayHaveAdded: false, item };
        } catch (error) {
          if (error instanceof ConditionFailed) known.learn(path, contentOf(error.item));
          else if (!(error instanceof Unwanted)) throw error;
          const { ids, isClosed } = known.get(path) ?? nothing;
          // An open or full item without the id did not get it from a lost attempt, and never will.
          const isSettled = !isClosed || isFull(tree, path, { ids });
          mayHaveAdded = error.mayHaveApplied && (ids.has(id) || !isSettled);
        }
      }
    },
  };

  /** Reads an item again. Whether it may still take ids, as far as the table answers. */
  async function isOpen(tree: Tree, path: string, known: KnownItems, signal: AbortSignal) {
    const [found] = await read(tree, [path], { signal }).catch(() => []);
    if (found) known.learn(path, found.content);
    return !found?.isFull && !found?.content.isClosed;
  }

  /** The items on a path, from the root to the first one that is not full. */
  async function walk(tree: Tree, path: string, known: KnownItems, signal: AbortSignal) {
    const contents: Content[] = [];
    for (;;) {
      const at = path.slice(0, contents.length);
      const content = known.get(at) ?? (await learnFrom(at));
      contents.push(content);
      if (!isFull(tree, at, content)) return contents;
    }

    /** Reads the item and those below it on the path. */
    async function learnFrom(first: string): Promise<Content> {
      const all = Array.from({ length: readAhead }, (_, i) => path.slice(0, first.length + i));
      const found = await read(tree, [...new Set(all)], { signal });
      const end = found.findIndex(({ isFull }) => !isFull);
      for (const { path, content } of found.slice(0, end + 1 || found.length)) {
        known.learn(path, content);
      }
      return found[0]?.content ?? nothing;
    }
  }
}
