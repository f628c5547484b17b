export interface Tables {
  kept: string;
  forgettable: string;
}

/** In the table whose items are forgotten: all that is of single visitors. */
export const forgettable = {
  days: 'DAYS',
  day: (day: string) => ({ pk: 'DAYS', sk: day }),
  salt: (day: string) => ({ pk: 'SALTS', sk: day }),
  /** Partitions of their own, as each takes 1,000 write units a second at the most. */
  visits: (day: string, shard: number) => ({ pk: `VISITS#${day}#${shard}`, sk: 'SHARD' }),
  ledger: (day: string, shard: number) => ({ pk: `LEDGER#${day}#${shard}`, sk: 'SHARD' }),
};

/** In the table that is kept: sums. */
export const kept = {
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
  return Array.from({ length: shards }, (_, shard) => forgettable.visits(day, shard));
}

/** These, and the ledger's. */
export function shardKeys(day: Sharded) {
  const ledger = Array.from({ length: day.shards }, (_, i) => forgettable.ledger(day.sk, i));
  return [...visitKeys(day), ...ledger];
}
