import { other, unknown } from '../../app/features/visitors/dimensions.ts';
import type { ForeignDay, Tally } from './day.ts';
import { checkedCount } from './values.ts';

export type Kind = 'paths' | 'referrers' | 'countries' | 'devices';

/** Takes names that a tally has no room for. */
const rest: Record<Kind, string> = {
  paths: other,
  referrers: other,
  countries: unknown,
  devices: other,
};

/** Of each tally, the one for the rest included. */
const maxNames = 50;

/** Sums of one day. */
export interface DaySums {
  visitors: number;
  views: number;
  tallies: Record<Kind, Map<string, number>>;
}

export function newDay(): DaySums {
  const tallies = {
    paths: new Map(),
    referrers: new Map(),
    countries: new Map(),
    devices: new Map(),
  };
  return { visitors: 0, views: 0, tallies };
}

/** The sums of a day, which are zero at first. */
export function dayIn(days: Map<string, DaySums>, date: string): DaySums {
  const found = days.get(date) ?? newDay();
  days.set(date, found);
  return found;
}

export function add({ tallies }: DaySums, kind: Kind, name: string, visitors: number): void {
  tallies[kind].set(name, (tallies[kind].get(name) ?? 0) + visitors);
}

/** @throws {Problem} for a sum that is too large */
export function finish(days: Map<string, DaySums>): ForeignDay[] {
  const dates = [...days.keys()].sort();
  return dates.map((date) => {
    const { visitors, views, tallies } = dayIn(days, date);
    const day: ForeignDay = {
      date,
      visitors: checkedCount(visitors, `the sum of visitors on ${date}`),
      views: checkedCount(views, `the sum of views on ${date}`),
    };
    for (const kind of Object.keys(rest) as Kind[]) {
      if (tallies[kind].size > 0) day[kind] = tallyOf(tallies[kind], kind, date);
    }
    return day;
  });
}

/** Names with the most visitors, in an order that does not depend on that of the rows. */
function tallyOf(counts: Map<string, number>, kind: Kind, date: string): Tally {
  const sorted = [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1));
  if (sorted.length <= maxNames) return checked(sorted, kind, date);
  const named = sorted.filter(([name]) => name !== rest[kind]).slice(0, maxNames - 1);
  const sum = (all: [string, number][]) => all.reduce((total, [, count]) => total + count, 0);
  return checked([...named, [rest[kind], sum(sorted) - sum(named)]], kind, date);
}

function checked(counts: [string, number][], kind: Kind, date: string): Tally {
  for (const [name, count] of counts)
    checkedCount(count, `the sum of ${kind} "${name}" on ${date}`);
  return Object.fromEntries(counts);
}
