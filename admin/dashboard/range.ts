/** The ranges that the owner can choose, in days. */
export const ranges = [7, 30, 90, 365] as const;
export type Range = (typeof ranges)[number];

/** The range in an address such as `#/?days=90`; 30 days if it has none that can be chosen. */
export function rangeIn(query: URLSearchParams): Range {
  return ranges.find((days) => `${days}` === query.get('days')) ?? 30;
}

export function rangeName(days: number): string {
  return days === 365 ? '1 year' : `${days} days`;
}
