import type { Item } from '../../aws/dynamo/database.ts';
import type { Breakdown } from '../../distinct/breakdown.ts';
import { type Sums, zero } from '../../distinct/sums.ts';
import { type Dimensions, none, other } from './dimensions.ts';
import { goalsIn } from './goals.ts';
import { type Reason, reasons, type Summary } from './repository.ts';

/** The tally of each dimension, by the first letter of its counters. */
const tallies = { P: 'paths', R: 'referrers', C: 'countries', D: 'devices' } as const;

/** The host of a single visitor, such as an intranet's, may say who they are. */
const minPerHost = 2;

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

/** The summary of a day, the same while it is open as once it is rolled up. */
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
  return { ...summary, referrers: sharedHosts(summary.referrers) };
}

/** Names only hosts from which several visitors came. The others count as `other`, so that the sum stays. */
function sharedHosts(tally: Record<string, number>): Record<string, number> {
  const shared: Record<string, number> = {};
  for (const [host, count] of Object.entries(tally)) {
    const isNamed = count >= minPerHost || host === none;
    const name = isNamed ? host : other;
    shared[name] = (shared[name] ?? 0) + count;
  }
  return shared;
}

function uncountedIn(ledger: Item[]): Record<Reason, number> {
  const sum = (reason: Reason) =>
    ledger.reduce((total, item) => total + ((item[reason] as number | undefined) ?? 0), 0);
  return Object.fromEntries(reasons.map((reason) => [reason, sum(reason)])) as Record<
    Reason,
    number
  >;
}
