import type { Database, Table } from '../aws/dynamo/database.ts';
import { contentOf } from './content.ts';
import { forEach } from './for-each.ts';
import { type Found, itemReader } from './read-items.ts';
import { addItems, type Sums, zero } from './sums.ts';
import { childrenOf, isFull, root, type Tree } from './tree.ts';

/** Writes in flight. */
const concurrency = 50;

/** Both may be interrupted and repeated, also concurrently: the next run continues. */
export interface TreeRollUp {
  /**
   * Closes all items, level by level from the root, and returns their sums, which are final. Cost: a read
   * unit and a write unit for each item, and the read unit again in a later run.
   */
  close(tree: Tree, signal: AbortSignal): Promise<Sums>;

  /**
   * Deletes everything in the items of a closed tree, level by level from the leaves. Leaves closed items
   * that expire at `expiresAt`, in seconds, for requests that come late. Cost: a read unit and a write unit
   * for each item. Keeps all paths in memory.
   */
  empty(tree: Tree, expiresAt: number, signal: AbortSignal): Promise<void>;
}

export function treeRollUp(database: Database, table: Table): TreeRollUp {
  const { readParts } = itemReader(database, table);

  async function closeItem(tree: Tree, { path, content, ...found }: Found, signal: AbortSignal) {
    if (content.isClosed) return { path, content, ...found };
    const close = {
      UpdateExpression: 'SET closed = :true',
      ExpressionAttributeValues: { ':true': true },
      ReturnValues: 'ALL_NEW',
    } as const;
    const item = await table.update(tree.key(path), close, { retry: 'always', signal });
    const final = contentOf(item);
    return { path, content: final, isFull: isFull(tree, path, final) };
  }

  return {
    async close(tree, signal) {
      let sums = zero;
      for (let paths = [root]; paths.length > 0; ) {
        const children: string[] = [];
        for await (const found of readParts(tree, paths, { consistent: true, signal })) {
          const closed = await forEach(found, concurrency, (item) => closeItem(tree, item, signal));
          sums = addItems(sums, closed);
          const parents = closed.filter(({ isFull }) => isFull);
          children.push(...parents.flatMap(({ path }) => childrenOf(path)));
        }
        paths = children;
      }
      return sums;
    },

    async empty(tree, expiresAt, signal) {
      const levels: string[][] = [];
      for (let paths = [root]; paths.length > 0; ) {
        const level: string[] = [];
        const children: string[] = [];
        for await (const found of readParts(tree, paths, { consistent: true, signal })) {
          // Below an item that is emptied, all are.
          const left = found.filter(({ content }) => !content.isEmptied);
          level.push(...left.map(({ path }) => path));
          const parents = left.filter(({ isFull }) => isFull);
          children.push(...parents.flatMap(({ path }) => childrenOf(path)));
        }
        levels.push(level);
        paths = children;
      }
      const tombstone = { closed: true, emptied: true, expiresAt };
      for (const level of levels.reverse()) {
        await forEach(level, concurrency, (path) =>
          table.put({ ...tree.key(path), ...tombstone }, { retry: 'always', signal }),
        );
      }
    },
  };
}
