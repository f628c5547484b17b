import type { Tree } from '../../distinct/tree.ts';
import type { Kind } from '../content/service.ts';

const ephemeralKeys = {
  tree: (day: string, path: string) => ({ pk: `CONTENT_VISITS#${day}#${path}`, sk: 'TREE' }),
};

/** Counters of items of content have longer names than those of visits: so fewer ids fit into 1 KB. */
const shareOfIds = 0.6;

/** The items that count the views of a day. */
export function viewTree({ day, capacity }: { day: string; capacity: number }): Tree {
  return {
    key: (path) => ephemeralKeys.tree(day, path),
    capacity: Math.ceil(capacity * shareOfIds),
  };
}

const letters: Record<Kind, string> = { post: 'P', project: 'J', certification: 'C' };
const kinds = Object.fromEntries(
  Object.entries(letters).map(([kind, letter]) => [letter, kind as Kind]),
);
/** Of the ids of content. */
const prefix = 'c_';

/** The counter of an item of content. */
export function counterOf({ kind, id }: { kind: Kind; id: string }): string {
  return `V${letters[kind]}${id.slice(prefix.length)}`;
}

export function itemOf(counter: string): { kind: Kind; id: string } | undefined {
  const kind = counter.startsWith('V') ? kinds[counter[1] ?? ''] : undefined;
  return kind && { kind, id: prefix + counter.slice(2) };
}
