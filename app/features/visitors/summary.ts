import type { Item } from '../../aws/dynamo/database.ts';
import type { Breakdown } from '../../distinct/breakdown.ts';
import { type Sums, zero } from '../../distinct/sums.ts';
import { type Dimensions, none, other } from './dimensions.ts';
import { goalsIn } from './goals.ts';
import { namedHosts } from './named-hosts.ts';
import { type Reason, reasons, type Summary } from './repository.ts';

/** The tally of each dimension, by the first letter of its counters. */
const tallies = { P: 'paths', R: 'referrers', C: 'countries', D: 'devices' } as const;

/** The counters of a visit. Strangers can invent hosts, and a site may have many pages with long names. */
export function breakdownsOf({ path, referrer, country, device }: Dimensions): Breakdown[] {
  const isHost = referrer !== none && referrer !== other;
  return [
    { name: `P${path}`, other: `P${other}` },
    isHost
      ? { name: `R${referrer}`, other: `R${other}`, isInvented: true }
      : { name: `R${referrer}` },
    { name: `C${country}` },
    { name: `D${device}` },
  ];
}

interface Counts {
  /** Of the tree of visits. */
  sums?: Sums;
  /** The counters of the tree of pairs. */
  pairs?: ReadonlyMap<string, number>;
  ledger?: Item[];
}

/** The summary of a day. */
export function summarize({ sums = zero, pairs, ledger = [] }: Counts = {}): Summary {
  const { ids, counters } = sums;
  const summary: Summary = {
    visitors: ids,
    uncounted: uncountedIn(ledger),
    paths: {},
    referrers: {},
    countries: {},
    devices: {},
    goals: goalsIn(pairs),
  };
  for (const [name, count] of counters) {
    const tally = tallies[name[0] as keyof typeof tallies];
    if (tally) summary[tally][name.slice(1)] = count;
  }
  return { ...summary, referrers: namedHosts(summary.referrers) };
}

function uncountedIn(ledger: Item[]): Record<Reason, number> {
  const sum = (reason: Reason) =>
    ledger.reduce((total, item) => total + ((item[reason] as number | undefined) ?? 0), 0);
  return Object.fromEntries(reasons.map((reason) => [reason, sum(reason)])) as Record<
    Reason,
    number
  >;
}
