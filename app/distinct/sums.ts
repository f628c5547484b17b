import { type Content, isBreakdown } from './content.ts';

/** What a tree has counted, or a part of it. */
export interface Sums {
  /** Distinct ids. */
  ids: number;
  /** By breakdown: the name of the counter, as it is stored. */
  counters: ReadonlyMap<string, number>;
}

export const zero: Sums = { ids: 0, counters: new Map() };

export function add(...all: Sums[]): Sums {
  let ids = 0;
  const counters = new Map<string, number>();
  for (const sums of all) {
    ids += sums.ids;
    for (const [name, count] of sums.counters)
      counters.set(name, (counters.get(name) ?? 0) + count);
  }
  return { ids, counters };
}

export function addItems(sums: Sums, items: { content: Content }[]): Sums {
  return add(sums, ...items.map(({ content }) => sumsOf(content)));
}

function sumsOf({ ids, counters }: Content): Sums {
  const breakdowns = [...counters].filter(([name]) => isBreakdown(name));
  return { ids: ids.size, counters: new Map(breakdowns) };
}
