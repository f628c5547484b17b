import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet, type Key, keyName } from '../../aws/dynamo/batch-get.ts';
import { Unavailable } from '../../errors.ts';
import type { DayItem, ListDays } from './dynamo-days.ts';
import { dataKeys, dayOfYear, shardKeys, type Tables, visitKeys } from './keys.ts';
import type { Summary, VisitorRepository } from './repository.ts';
import { type Item, summarize } from './shard.ts';

type Found = Map<string, Item>;

interface Question {
  days: (day: string) => boolean;
  /** Where the sums of folded days are. */
  sums: Key[];
  /** What counts a day that is not folded. */
  shards: (day: DayItem) => Key[];
  isIn: (sums: Found, day: DayItem) => boolean;
}

type Statistics = Pick<VisitorRepository, 'numbers' | 'totals' | 'summaries'>;

export function dynamoStatistics(
  client: DynamoDBDocumentClient,
  tables: Tables,
  list: ListDays,
): Statistics {
  /**
   * Sums of folded days, and the shards of the others. A day may be folded between the reads: then
   * what they say does not fit together, and they are done again, strongly consistent.
   */
  async function read({ days, sums, shards, isIn }: Question, until: AbortSignal) {
    for (const consistent of [false, true, true]) {
      const listed = (await list(consistent, until)).filter(({ sk }) => days(sk));
      const wanted = listed
        .filter(({ folded }) => !folded)
        .map((day) => [day, shards(day)] as const);
      const keys = {
        [tables.data]: sums,
        [tables.ephemeral]: wanted.flatMap(([, keys]) => keys),
      };
      const found = await batchGet(client, keys, consistent, until);
      const open = new Map<string, Item[]>();
      for (const [day, keys] of wanted) {
        const items = keys.map((key) => found.get(keyName(key)) ?? {});
        if (!isIn(found, day)) open.set(day.sk, items);
      }
      const missing = listed.some((day) => day.folded && !isIn(found, day));
      const vanished = [...open.values()].flat().some(({ folded }) => folded);
      if (!missing && !vanished) return { found, open };
    }
    throw new Unavailable('The database', new Error('Days were folded again and again'));
  }

  return {
    async numbers(until) {
      const { found, open } = await read(
        {
          days: () => true,
          sums: [dataKeys.total],
          shards: visitKeys,
          isIn: (sums, { sk, forgotten }) => forgotten || total(sums)[sk] === true,
        },
        until,
      );
      return {
        folded: (total(found).visitors as number | undefined) ?? 0,
        open: new Map(
          [...open].map(([day, items]) => [day, items.map((item) => Number(item.visitors ?? 0))]),
        ),
      };
    },

    async totals(days, until) {
      const years = [...new Set(days.map((day) => dataKeys.year(day).pk))];
      const { found, open } = await read(
        {
          days: (day) => days.includes(day),
          sums: years.map((pk) => ({ pk, sk: 'DAYS' })),
          shards: shardKeys,
          isIn: (sums, { sk }) => ofYear(sums, sk) !== undefined,
        },
        until,
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

    async summaries(days, until) {
      const of = (sums: Found, day: string) => sums.get(keyName(dataKeys.summary(day)));
      const { found, open } = await read(
        {
          days: (day) => days.includes(day),
          sums: days.map(dataKeys.summary),
          shards: shardKeys,
          isIn: (sums, { sk }) => of(sums, sk) !== undefined,
        },
        until,
      );
      return byDay(days, (day) => {
        const items = open.get(day);
        return items ? summarize(items) : (of(found, day) as Summary | undefined);
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
    const of = value(day);
    if (of !== undefined) found.set(day, of);
  }
  return found;
}
