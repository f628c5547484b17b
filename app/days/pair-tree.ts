import type { Tree } from '../distinct/tree.ts';

/** Counters of pairs have longer names than those of visits: so fewer ids fit into 1 KB. */
const shareOfIds = 0.6;

/**
 * The items that count pairs of a visitor and what they saw or did on a day: views of content, whose counters begin
 * with V, and goals, whose counters begin with G.
 */
export function pairTree({ day, capacity }: { day: string; capacity: number }): Tree {
  return {
    key: (path) => ({ pk: `PAIRS#${day}#${path}`, sk: 'TREE' }),
    capacity: Math.ceil(capacity * shareOfIds),
  };
}
