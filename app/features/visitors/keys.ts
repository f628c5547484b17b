import type { Tree } from '../../distinct/tree.ts';

/** Items that count the visits of a day that are not counted: together they accept 4,000 a second. */
export const ledgerItems = 4;

/** Keys of the ephemeral table: data about single visitors, deleted after their day. */
export const ephemeralKeys = {
  visits: (day: string, path: string) => ({ pk: `VISITS#${day}#${path}`, sk: 'TREE' }),
  ledger: (day: string, item: number) => ({ pk: `LEDGER#${day}#${item}`, sk: 'LEDGER' }),
};

/** Keys of the data table: sums, which are kept. */
export const dataKeys = {
  total: { pk: 'VISITORS', sk: 'TOTAL' },
  forgotten: { pk: 'VISITORS', sk: 'FORGOTTEN' },
  year: (day: string) => ({ pk: `YEAR#${day.slice(0, 4)}`, sk: 'DAYS' }),
  summary: (day: string) => ({ pk: `DAY#${day}`, sk: 'SUMMARY' }),
};

/** A day's name in its year's item. */
export function dayOfYear(day: string): string {
  return day.slice(5);
}

/** The items that count the visitors of a day. */
export function visitTree({ day, capacity }: { day: string; capacity: number }): Tree {
  return { key: (path) => ephemeralKeys.visits(day, path), capacity };
}

export function ledgerKeys(day: string) {
  return Array.from({ length: ledgerItems }, (_, i) => ephemeralKeys.ledger(day, i));
}
