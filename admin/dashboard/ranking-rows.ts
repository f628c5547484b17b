export interface Row {
  key: string;
  name: string;
  value: number;
  href?: string;
}

/**
 * The first `count` rows, and one for all others, so that what is shown adds up to the whole. One row more
 * is shown as it is: "1 other" would take its place.
 */
export function shownRows(rows: Row[], count: number): Row[] {
  if (rows.length <= count + 1) return rows;
  const others = rows.slice(count);
  const value = others.reduce((sum, row) => sum + row.value, 0);
  return [...rows.slice(0, count), { key: ' others', name: `${others.length} others`, value }];
}
