import { type Database, type Item, type Key, keyName } from '../../aws/dynamo/database.ts';
import type { DayItem, ListDays } from '../../days/dynamo-days.ts';
import type { RunningDays } from '../../days/dynamo-running-days.ts';
import type { Tables } from '../../days/keys.ts';
import type { KnownSums } from '../../distinct/running-sums.ts';
import { Unavailable } from '../../errors.ts';
import { dataKeys, dayOfYear, ledgerKeys } from './keys.ts';
import type { Summary, VisitorRepository } from './repository.ts';
import { summarize } from './summary.ts';

type Found = Map<string, Item>;

interface Question {
  days: (day: string) => boolean;
  /** The keys of the sums of rolled-up days. */
  sums: Key[];
  /** Whether the ledgers of open days are wanted. */
  ledgers: boolean;
  /** Whether the pairs of open days are wanted. */
  pairs?: boolean;
  includes: (sums: Found, day: DayItem) => boolean;
}

interface Answer {
  found: Found;
  /** The days that are open, with their visitors, and their ledgers and pairs if wanted. */
  open: Map<string, { visits: KnownSums; pairs: KnownSums | undefined; ledger: Item[] }>;
}

type Statistics = Pick<VisitorRepository, 'totals' | 'dayTotals' | 'summaries'>;

export function dynamoStatistics(
  database: Database,
  tables: Tables,
  list: ListDays,
  running: { visits: RunningDays; pairs: RunningDays },
  now: () => number,
): Statistics {
  /**
   * Reads the sums of rolled-up days, and the items of the others. If a day is rolled up between the two
   * reads, they contradict each other; then both are repeated, strongly consistent.
   */
  async function read(question: Question, signal: AbortSignal): Promise<Answer> {
    for (const consistent of [false, true, true]) {
      const answer = await tryToRead(question, consistent, signal);
      if (answer) return answer;
    }
    throw new Unavailable('The database', new Error('Days were rolled up again and again'));
  }

  async function tryToRead(
    { days, sums, ledgers, pairs: isWithPairs = false, includes }: Question,
    consistent: boolean,
    signal: AbortSignal,
  ): Promise<Answer | undefined> {
    const listed = (await list(consistent, signal)).filter(({ sk }) => days(sk));
    const unsummed = listed.filter(({ rolledUp }) => !rolledUp);
    const keys = {
      [tables.data.name]: sums,
      [tables.ephemeral.name]: ledgers ? unsummed.flatMap(({ sk }) => ledgerKeys(sk)) : [],
    };
    const openDays = unsummed.map(({ sk: day, capacity }) => ({ day, capacity }));
    const [found, visits, pairs] = await Promise.all([
      database.batchGet(keys, { consistent, signal }),
      running.visits.get(openDays, signal),
      isWithPairs ? running.pairs.get(openDays, signal) : undefined,
    ]);
    const isMissing = listed.some((day) => day.rolledUp && !includes(found, day));
    if (isMissing) return undefined;
    const open: Answer['open'] = new Map();
    for (const day of unsummed) {
      if (includes(found, day)) continue;
      const ledger = ledgerKeys(day.sk).map((key) => found.get(keyName(key)) ?? {});
      const ofDay = visits.get(day.sk);
      const pairsOfDay = pairs?.get(day.sk);
      if (!ofDay || (isWithPairs && !pairsOfDay)) return undefined;
      if (ledger.some(({ emptied }) => emptied)) return undefined;
      open.set(day.sk, { visits: ofDay, pairs: pairsOfDay, ledger });
    }
    return { found, open };
  }

  return {
    async totals(signal) {
      const readAt = now();
      const { found, open } = await read(
        {
          days: () => true,
          sums: [dataKeys.total],
          ledgers: false,
          includes: (sums, { sk, forgotten }) => forgotten || total(sums)[sk] === true,
        },
        signal,
      );
      return {
        rolledUp: (total(found).visitors as number | undefined) ?? 0,
        open: new Map([...open].map(([day, { visits }]) => [day, visits.idsNow])),
        readAt: Math.min(readAt, ...[...open.values()].map(({ visits }) => visits.readAt)),
      };
    },

    async dayTotals(days, signal) {
      const years = [...new Set(days.map((day) => dataKeys.year(day).pk))];
      const { found, open } = await read(
        {
          days: (day) => days.includes(day),
          sums: years.map((pk) => ({ pk, sk: 'DAYS' })),
          ledgers: true,
          includes: (sums, { sk }) => ofYear(sums, sk) !== undefined,
        },
        signal,
      );
      return byDay(days, (day) => {
        const ofDay = open.get(day);
        if (!ofDay) {
          const [visitors, views] = ofYear(found, day) ?? [];
          return visitors === undefined ? undefined : { visitors, views: views ?? 0 };
        }
        const { visitors, uncounted } = summarize({ sums: ofDay.visits, ledger: ofDay.ledger });
        return { visitors, views: visitors + uncounted.duplicate };
      });
    },

    async summaries(days, signal) {
      const summaryOf = (sums: Found, day: string) => sums.get(keyName(dataKeys.summary(day)));
      const { found, open } = await read(
        {
          days: (day) => days.includes(day),
          sums: days.map(dataKeys.summary),
          ledgers: true,
          pairs: true,
          includes: (sums, { sk }) => summaryOf(sums, sk) !== undefined,
        },
        signal,
      );
      return byDay(days, (day) => {
        const ofDay = open.get(day);
        if (ofDay) {
          const { visits: sums, pairs, ledger } = ofDay;
          return summarize({ sums, ledger, ...(pairs && { pairs: pairs.counters }) });
        }
        return summaryOf(found, day) as Summary | undefined;
      });
    },
  };
}

function total(sums: Found): Item {
  return sums.get(keyName(dataKeys.total)) ?? {};
}

function ofYear(sums: Found, day: string): [number, number] | undefined {
  return sums.get(keyName(dataKeys.year(day)))?.[dayOfYear(day)] as [number, number] | undefined;
}

function byDay<T>(days: string[], value: (day: string) => T | undefined): Map<string, T> {
  const found = new Map<string, T>();
  for (const day of days) {
    const ofDay = value(day);
    if (ofDay !== undefined) found.set(day, ofDay);
  }
  return found;
}
