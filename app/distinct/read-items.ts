import { type Database, keyName, type Table } from '../aws/dynamo/database.ts';
import { type Content, contentOf } from './content.ts';
import { forEach } from './for-each.ts';
import { isFull, type Tree } from './tree.ts';

/** Keys of one request. */
const chunkSize = 100;
/** Requests at a time. */
const concurrency = 8;

export interface Found {
  path: string;
  content: Content;
  /** Whether the item has children. */
  isFull: boolean;
}

interface ReadOptions {
  consistent?: boolean;
  signal: AbortSignal;
}

/** Reads the items at some paths, in this order. Cost: half a read unit each, one if consistent. */
export interface ItemReader {
  read(tree: Tree, paths: string[], options: ReadOptions): Promise<Found[]>;
  /** The same in parts of 800 items, so that some MB of them are in memory at a time. */
  readParts(tree: Tree, paths: string[], options: ReadOptions): AsyncGenerator<Found[]>;
}

export function itemReader(database: Database, table: Table): ItemReader {
  async function read(tree: Tree, paths: string[], options: ReadOptions): Promise<Found[]> {
    const found = await forEach(parts(paths, chunkSize), concurrency, async (chunk) => {
      const items = await database.batchGet({ [table.name]: chunk.map(tree.key) }, options);
      return chunk.map((path) => {
        const content = contentOf(items.get(keyName(tree.key(path))));
        return { path, content, isFull: isFull(tree, path, content) };
      });
    });
    return found.flat();
  }

  return {
    read,
    async *readParts(tree, paths, options) {
      for (const part of parts(paths, chunkSize * concurrency)) {
        yield await read(tree, part, options);
      }
    },
  };
}

function parts<T>(all: T[], size: number): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size));
}
