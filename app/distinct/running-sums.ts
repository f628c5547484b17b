import type { Database, Table } from '../aws/dynamo/database.ts';
import { itemReader } from './read-items.ts';
import { add, addItems, type Sums, zero } from './sums.ts';
import { childrenOf, root, type Tree } from './tree.ts';

export interface KnownSums extends Sums {
  /** The ids with those that this process has added since. */
  idsNow: number;
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
  /** Tells that an item has at least so many ids. */
  learn(path: string, ids: number): void;
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
  /** The sums of full items, and the ids of all others that were read. */
  let state = { full: zero, others: new Map([[root, 0]]) };
  const fullPaths = new Set<string>();
  /** The ids that this process has seen in items that are not known to be full. */
  const learned = new Map<string, number>();
  let known: Omit<KnownSums, 'idsNow'> | undefined;
  let dueAt = 0;

  function idsNow(): number {
    let { ids } = state.full;
    for (const [path, read] of state.others) ids += Math.max(read, learned.get(path) ?? 0);
    for (const [path, added] of learned) if (!state.others.has(path)) ids += added;
    return ids;
  }

  async function read(readAt: number, signal: AbortSignal): Promise<boolean> {
    let { full } = state;
    let level = [...state.others.keys()];
    let rest = zero;
    const others = new Map<string, number>();
    let items = 0;
    while (level.length > 0) {
      const children: string[] = [];
      for await (const found of readParts(tree, level, { signal })) {
        if (found.some(({ content }) => content.isEmptied)) return false;
        const { parents = [], leaves = [] } = Object.groupBy(found, ({ isFull }) =>
          isFull ? 'parents' : 'leaves',
        );
        full = addItems(full, parents);
        rest = addItems(rest, leaves);
        for (const { path, content } of leaves) others.set(path, content.ids.size);
        for (const { path } of parents) {
          fullPaths.add(path);
          learned.delete(path);
          children.push(...childrenOf(path));
        }
        items += found.length;
      }
      level = children;
      state = { full, others: new Map([...others, ...children.map((path) => [path, 0] as const)]) };
    }
    const sums = add(full, rest);
    const [added, seconds] = known
      ? [sums.ids - known.ids, (readAt - known.readAt) / 1000]
      : [0, 0];
    dueAt = readAt + 1000 * secondsUntilDue(items, added, seconds);
    // An older answer of the table must not make the numbers smaller.
    known = { ...(known && known.ids > sums.ids ? known : sums), readAt };
    return true;
  }

  return {
    async get(signal) {
      const readAt = now();
      const isDue = !known || readAt < known.readAt || readAt >= dueAt;
      if (isDue && !(await read(readAt, signal))) return undefined;
      return known && { ...known, idsNow: Math.max(known.ids, idsNow()) };
    },

    learn(path, ids) {
      if (fullPaths.has(path)) return;
      learned.set(path, Math.max(ids, learned.get(path) ?? 0));
    },
  };
}

/** Price of a write unit, in read units. */
const readsPerWrite = 5;

/**
 * When to read a tree of `items` again. `added` ids were written in the last `seconds`: as soon as as many
 * more have probably been written as pay for the read, but not within 5 seconds, and at the latest after a
 * quarter of a second per item, within 5 to 60 seconds. So numbers are a minute old at most. Reading a large
 * tree that hardly grows costs more than its writes: at most half a read unit per item and minute.
 */
function secondsUntilDue(items: number, added: number, seconds: number): number {
  const longest = between(minSeconds, items / 4, maxSeconds);
  if (added === 0) return longest;
  const toPay = items / 2 / readsPerWrite;
  return between(minSeconds, (seconds * toPay) / added, longest);
}

const minSeconds = 5;
const maxSeconds = 60;
const between = (least: number, value: number, most: number) =>
  Math.min(Math.max(value, least), most);
