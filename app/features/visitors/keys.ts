import type { Table } from '../../aws/dynamo/database.ts';

export interface Tables {
  data: Table;
  ephemeral: Table;
}

/** Keys of the ephemeral table: data about single visitors, deleted after their day. */
export const ephemeralKeys = {
  days: 'DAYS',
  day: (day: string) => ({ pk: 'DAYS', sk: day }),
  salt: (day: string) => ({ pk: 'SALTS', sk: day }),
  /** Each shard is a partition of its own, as a partition takes at most 1,000 write units a second. */
  visits: (day: string, shard: number) => ({ pk: `VISITS#${day}#${shard}`, sk: 'SHARD' }),
  ledger: (day: string, shard: number) => ({ pk: `LEDGER#${day}#${shard}`, sk: 'SHARD' }),
};

/** Keys of the data table: sums, which are kept. */
export const dataKeys = {
  total: { pk: 'VISITORS', sk: 'TOTAL' },
  year: (day: string) => ({ pk: `YEAR#${day.slice(0, 4)}`, sk: 'DAYS' }),
  summary: (day: string) => ({ pk: `DAY#${day}`, sk: 'SUMMARY' }),
};

/** A day's name in its year's item. */
export function dayOfYear(day: string): string {
  return day.slice(5);
}

interface Sharded {
  sk: string;
  shards: number;
}

/** The items that count the visitors of a day. */
export function visitKeys({ sk: day, shards }: Sharded) {
  return Array.from({ length: shards }, (_, shard) => ephemeralKeys.visits(day, shard));
}

/** All items of a day except its salt and its marker: visits and ledger. */
export function shardKeys(day: Sharded) {
  const ledger = Array.from({ length: day.shards }, (_, i) => ephemeralKeys.ledger(day.sk, i));
  return [...visitKeys(day), ...ledger];
}
