import type { ImportedDay, Named } from '../imports/repository.ts';
import { bySource } from '../imports/service.ts';
import type { Reason, Summary } from '../visitors/repository.ts';

type Tally = Record<string, number>;

/** The sum of `days`, as the API returns it. */
export function overview(days: Iterable<Summary>) {
  const all = [...days];
  const sum = (of: (day: Summary) => number) => all.reduce((total, day) => total + of(day), 0);
  // A summary from before a reason existed lacks it.
  const uncounted = (reason: Reason) => sum(({ uncounted }) => uncounted[reason] ?? 0);
  const visitors = sum((day) => day.visitors);
  const ledger = {
    counted: visitors,
    duplicate: uncounted('duplicate'),
    bot: uncounted('bot'),
    prefetch: uncounted('prefetch'),
    optedOut: uncounted('opted-out'),
    owner: uncounted('owner'),
    crossSite: uncounted('cross-site'),
    rateLimited: uncounted('rate-limited'),
  };
  return {
    visitors,
    views: visitors + ledger.duplicate,
    paths: top(all.map(({ paths }) => paths)),
    referrers: top(all.map(({ referrers }) => referrers)),
    countries: top(all.map(({ countries }) => countries)),
    devices: top(all.map(({ devices }) => devices)),
    goals: top(all.map(({ goals = {} }) => goals)),
    ledger: { received: Object.values(ledger).reduce((a, b) => a + b), ...ledger },
  };
}

/** What other programs counted, as the API returns it: the sum of `days` for each source. */
export function importedOverview(days: Iterable<Named<ImportedDay>>) {
  const all = [...days];
  return bySource(all).map((totals) => {
    const ofSource = all.filter(({ source }) => source === totals.source);
    const tally = (of: (day: ImportedDay) => Tally | undefined) =>
      top(ofSource.map((day) => of(day) ?? {}));
    return {
      ...totals,
      paths: tally(({ paths }) => paths),
      referrers: tally(({ referrers }) => referrers),
      countries: tally(({ countries }) => countries),
      devices: tally(({ devices }) => devices),
    };
  });
}

function top(tallies: Tally[]): { name: string; visitors: number }[] {
  const total: Tally = {};
  for (const [name, count] of tallies.flatMap((tally) => Object.entries(tally))) {
    total[name] = (total[name] ?? 0) + count;
  }
  return Object.entries(total)
    .map(([name, visitors]) => ({ name, visitors }))
    .sort((a, b) => b.visitors - a.visitors || (a.name < b.name ? -1 : 1));
}
