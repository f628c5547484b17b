import type { Database, Table } from '../aws/dynamo/database.ts';
import { itemReader } from './read-items.ts';
import { add, addItems, type Sums, zero } from './sums.ts';
import { childrenOf, root, type Tree } from './tree.ts';

export interface KnownSums extends Sums {
  /** When they were read, as `Date.now()` returns it. */
  readAt: number;
}

export interface RunningSums {
  /**
   * The sums; undefined if the tree is being emptied: then they are stored elsewhere. Cost: half a read
   * unit for each item that was not full, and for each one below an item that is full since; a round trip
   * for each level of the latter. A call that fails keeps what it has read, so that the next one gets
   * further. @throws {Unavailable}
   */
  get(signal: AbortSignal): Promise<KnownSums | undefined>;
}

/**
 * The sums of a tree, as this process knows them: a lower bound. It reads a full item once, as it is final,
 * and the other ones again when they are due.
 */
export function runningSums(
  database: Database,
  table: Table,
  tree: Tree,
  now: () => number,
): RunningSums {
  const { readParts } = itemReader(database, table);
  /** The sums of full items, and the paths of all others. */
  let state = { full: zero, paths: [root] };
  let known: KnownSums | undefined;
  let dueAt = 0;

  return {
    async get(signal) {
      const readAt = now();
      if (known && readAt >= known.readAt && readAt < dueAt) return known;
      let { full, paths: level } = state;
      let rest = zero;
      const paths: string[] = [];
      let items = 0;
      while (level.length > 0) {
        const children: string[] = [];
        for await (const found of readParts(tree, level, { signal })) {
          if (found.some(({ content }) => content.isEmptied)) return undefined;
          const { parents = [], leaves = [] } = Object.groupBy(found, ({ isFull }) =>
            isFull ? 'parents' : 'leaves',
          );
          full = addItems(full, parents);
          rest = addItems(rest, leaves);
          paths.push(...leaves.map(({ path }) => path));
          children.push(...parents.flatMap(({ path }) => childrenOf(path)));
          items += found.length;
        }
        level = children;
        state = { full, paths: [...paths, ...children] };
      }
      const sums = add(full, rest);
      const seconds = known
        ? secondsUntilDue(items, sums.ids - known.ids, (readAt - known.readAt) / 1000)
        : Math.min(items * minSeconds, firstSeconds);
      dueAt = readAt + 1000 * seconds;
      // An older answer of the table must not make the numbers smaller.
      known = { ...(known && known.ids > sums.ids ? known : sums), readAt };
      return known;
    },
  };
}

/** Price of a write unit, in read units. */
const readsPerWrite = 5;
const minSeconds = 5;
const maxSeconds = 300;
/** The longest wait after the first time, when nothing is known about how fast the tree grows. */
const firstSeconds = 60;

/**
 * Reading a tree must cost no more than writing it. `added` ids were written in the last `seconds`: the
 * tree is read again when as many more have probably been written as pay for reading `items`. While nothing
 * pays, it waits for 5 seconds per item, at most for 5 minutes: all day, that costs what a full tree's
 * writes have cost.
 */
function secondsUntilDue(items: number, added: number, seconds: number): number {
  const toPay = items / 2 / readsPerWrite;
  const longest = Math.min(items * minSeconds, maxSeconds);
  const paidAfter = added > 0 ? (seconds * toPay) / added : longest;
  return Math.min(Math.max(paidAfter, minSeconds), longest);
}
