import { createHash } from 'node:crypto';
import type { Item } from '../../aws/dynamo/database.ts';
import { type Dimensions, none, other } from './dimensions.ts';
import { type Reason, reasons, type Summary } from './repository.ts';

/**
 * First letters of the counters' names, short because every byte of a shard costs on every write. No other
 * attribute begins with a capital letter.
 */
const letters = { path: 'P', referrer: 'R', country: 'C', device: 'D' } as const;
const tallies = {
  path: 'paths',
  referrer: 'referrers',
  country: 'countries',
  device: 'devices',
} as const;
const names = Object.keys(letters) as (keyof Dimensions)[];

export function counter(dimension: keyof Dimensions, value: string): string {
  return letters[dimension] + value;
}

export function networkCounter(network: string): string {
  return `N${network}`;
}

/** Whether the name counts towards the hosts of a shard. */
export function isHost(referrer: string): boolean {
  return referrer !== none && referrer !== other;
}

/** Stands for a host in the set that bounds their number: an expression cannot count attributes. */
export function hostMark(host: string): Uint8Array {
  return createHash('sha256').update(host).digest().subarray(0, 3);
}

/** The sum of shards of visits and of the ledger. */
export function summarize(items: Item[]): Summary {
  const summary: Summary = {
    visitors: 0,
    uncounted: Object.fromEntries(reasons.map((reason) => [reason, 0])) as Record<Reason, number>,
    paths: {},
    referrers: {},
    countries: {},
    devices: {},
  };
  for (const item of items) {
    summary.visitors += (item.visitors as number | undefined) ?? 0;
    for (const reason of reasons) summary.uncounted[reason] += (item[reason] as number) ?? 0;
    for (const [name, count] of Object.entries(item)) {
      const dimension = names.find((dimension) => letters[dimension] === name[0]);
      if (!dimension) continue;
      const tally = summary[tallies[dimension]];
      const value = name.slice(1);
      tally[value] = (tally[value] ?? 0) + (count as number);
    }
  }
  return summary;
}
