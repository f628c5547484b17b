import { type Content, nothing } from './content.ts';
import { childrenOf, isFull, root, type Tree } from './tree.ts';

/** Some 10 MB, for the items of about 40,000 ids. */
const maxItems = 2000;

export interface KnownItems {
  get(path: string): Content | undefined;
  learn(path: string, content: Content): void;
  /** For an item that this process may just have made full: then its children are still empty. */
  learnOwn(path: string, content: Content): void;
}

/**
 * What a process knows of the items of one tree: its own writes and reads. When it is asked about another
 * tree, it forgets the first one, so that no id outlives its day for long.
 */
export function knownItems(): (tree: Tree) => KnownItems {
  let name = '';
  let known: KnownItems;
  return (tree) => {
    // A new object, as requests that are still about the old tree go on learning.
    if (name !== tree.key(root).pk) known = knownItemsOf(tree);
    name = tree.key(root).pk;
    return known;
  };
}

/** Forgets the items used least recently. */
function knownItemsOf(tree: Tree): KnownItems {
  const items = new Map<string, Content>();

  /** Moves the item to the end: a map keeps the order of insertion. */
  function put(path: string, content: Content): void {
    items.delete(path);
    items.set(path, content);
    const [oldest = path] = items.keys();
    if (items.size > maxItems) items.delete(oldest);
  }

  /** Answers may overtake each other. Ids are only added, until roll-up deletes them all. */
  function learn(path: string, content: Content): void {
    const known = items.get(path);
    if (!known || known.ids.size <= content.ids.size || content.isClosed) put(path, content);
  }

  return {
    get(path) {
      const content = items.get(path);
      if (content) put(path, content);
      return content;
    },
    learn,
    learnOwn(path, content) {
      learn(path, content);
      if (!isFull(tree, path, content)) return;
      for (const child of childrenOf(path)) if (!items.has(child)) put(child, nothing);
    },
  };
}
