import { type Database, type Item, type Key, keyName } from '../../aws/dynamo/database.ts';
import { Unavailable } from '../../errors.ts';
import type { DayItem, ListDays } from './dynamo-days.ts';
import { dataKeys, dayOfYear, shardKeys, type Tables, visitKeys } from './keys.ts';
import type { Summary, VisitorRepository } from './repository.ts';
import { summarize } from './shard.ts';

type Found = Map<string, Item>;

interface Question {
  days: (day: string) => boolean;
  /** The keys of the sums of rolled-up days. */
  sums: Key[];
  /** The keys of the items that count an open day. */
  shards: (day: DayItem) => Key[];
  includes: (sums: Found, day: DayItem) => boolean;
}

type Statistics = Pick<VisitorRepository, 'totals' | 'dayTotals' | 'summaries'>;

export function dynamoStatistics(database: Database, tables: Tables, list: ListDays): Statistics {
  /**
   * Reads the sums of rolled-up days, and the shards of the others. If a day is rolled up between the two
   * reads, they contradict each other; then both are repeated, strongly consistent.
   */
  async function read({ days, sums, shards, includes }: Question, signal: AbortSignal) {
    for (const consistent of [false, true, true]) {
      const listed = (await list(consistent, signal)).filter(({ sk }) => days(sk));
      const wanted = listed
        .filter(({ rolledUp }) => !rolledUp)
        .map((day) => [day, shards(day)] as const);
      const keys = {
        [tables.data.name]: sums,
        [tables.ephemeral.name]: wanted.flatMap(([, keys]) => keys),
      };
      const found = await database.batchGet(keys, { consistent, signal });
      const open = new Map<string, Item[]>();
      for (const [day, keys] of wanted) {
        const items = keys.map((key) => found.get(keyName(key)) ?? {});
        if (!includes(found, day)) open.set(day.sk, items);
      }
      const missing = listed.some((day) => day.rolledUp && !includes(found, day));
      const vanished = [...open.values()].flat().some(({ rolledUp }) => rolledUp);
      if (!missing && !vanished) return { found, open };
    }
    throw new Unavailable('The database', new Error('Days were rolled up again and again'));
  }

  return {
    async totals(signal) {
      const { found, open } = await read(
        {
          days: () => true,
          sums: [dataKeys.total],
          shards: visitKeys,
          includes: (sums, { sk, forgotten }) => forgotten || total(sums)[sk] === true,
        },
        signal,
      );
      return {
        rolledUp: (total(found).visitors as number | undefined) ?? 0,
        open: new Map(
          [...open].map(([day, items]) => [day, items.map((item) => Number(item.visitors ?? 0))]),
        ),
      };
    },

    async dayTotals(days, signal) {
      const years = [...new Set(days.map((day) => dataKeys.year(day).pk))];
      const { found, open } = await read(
        {
          days: (day) => days.includes(day),
          sums: years.map((pk) => ({ pk, sk: 'DAYS' })),
          shards: shardKeys,
          includes: (sums, { sk }) => ofYear(sums, sk) !== undefined,
        },
        signal,
      );
      return byDay(days, (day) => {
        const items = open.get(day);
        if (!items) {
          const [visitors, views] = ofYear(found, day) ?? [];
          return visitors === undefined ? undefined : { visitors, views: views ?? 0 };
        }
        const { visitors, uncounted } = summarize(items);
        return { visitors, views: visitors + uncounted.duplicate };
      });
    },

    async summaries(days, signal) {
      const summaryOf = (sums: Found, day: string) => sums.get(keyName(dataKeys.summary(day)));
      const { found, open } = await read(
        {
          days: (day) => days.includes(day),
          sums: days.map(dataKeys.summary),
          shards: shardKeys,
          includes: (sums, { sk }) => summaryOf(sums, sk) !== undefined,
        },
        signal,
      );
      return byDay(days, (day) => {
        const items = open.get(day);
        return items ? summarize(items) : (summaryOf(found, day) as Summary | undefined);
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
