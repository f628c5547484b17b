import { at, Problem } from '../content/problems.ts';
import type { Foreign } from './day.ts';
import { add, type DaySums, dayIn, finish, type Kind, newDay } from './days.ts';
import { countryOf, deviceOf, pathOf, referrerOf } from './names.ts';
import { need, type Row, type Table } from './table.ts';
import { countOf, dayOf } from './values.ts';

/** The columns of breakdowns, with what they become. */
const breakdowns: Record<string, { kind: Kind; name: (text: string) => string }> = {
  path: { kind: 'paths', name: pathOf },
  referrer: { kind: 'referrers', name: referrerOf },
  country: { kind: 'countries', name: countryOf },
  device: { kind: 'devices', name: deviceOf },
};
const totals = ['date', 'visitors', 'views'];

export function isGeneric(columns: string[]): boolean {
  return columns.includes('date') && columns.includes('visitors');
}

/**
 * Reads the CSV that people make of any other program's numbers. The header names the columns `date`, `visitors` and
 * `views`, and may name `path`, `referrer`, `country` and `device`, in any order:
 *
 *     date,visitors,views,path,referrer,country,device
 *     2024-05-01,12,30,,,,
 *     2024-05-01,7,,/,,,
 *     2024-05-01,5,,/blog/,,,
 *     2024-05-01,9,,,example.com,,
 *
 * - `date` is a day in UTC, `2024-05-01`. Rows may come in any order.
 * - A row whose breakdown columns are all empty is the total of its day. Each day has exactly one.
 * - A row with exactly one breakdown column adds its visitors to that name on that day. Its views may be empty, and
 *   are not used. Rows with the same name add up. A direct visit is the referrer `none`.
 * - A day with breakdown rows and no total is refused: the total cannot be computed, as one visitor is in many rows.
 * - Other columns are ignored, and a note names them.
 *
 * @throws {Problem} with the line
 */
export function readGeneric(table: Table, today: string): Foreign {
  need(table.columns, totals);
  const totalsOf = new Map<string, DaySums>();
  /** The lines of the first breakdown rows, by day. */
  const parts = new Map<string, { sums: DaySums; line: number }>();
  table.each((row, line) => {
    const date = dayOf(row('date'), today);
    const visitors = countOf(row('visitors'), 'visitors');
    const filled = Object.keys(breakdowns).filter((column) => row(column) !== '');
    const [column] = filled;
    if (filled.length > 1) throw new Problem(`fills ${filled.join(' and ')}: fill one of them`);
    if (column === undefined) {
      if (totalsOf.has(date)) throw new Problem(`has the total of ${date} again`);
      totalsOf.set(date, { ...newDay(), visitors, views: countOf(row('views'), 'views') });
      return;
    }
    if (row('views') !== '') countOf(row('views'), 'views');
    const part = parts.get(date) ?? { sums: newDay(), line };
    parts.set(date, part);
    addPart(part.sums, column, row, visitors);
  });
  for (const [date, { sums, line }] of parts) {
    at(line, () => {
      if (!totalsOf.has(date)) throw new Problem(`${date} has no row with its total`);
    });
    dayIn(totalsOf, date).tallies = sums.tallies;
  }
  if (totalsOf.size === 0) throw new Problem('has no days');
  return { source: 'csv', days: finish(totalsOf), notes: ignored(table.columns) };
}

function addPart(sums: DaySums, column: string, row: Row, visitors: number): void {
  const breakdown = breakdowns[column];
  if (breakdown) add(sums, breakdown.kind, breakdown.name(row(column)), visitors);
}

function ignored(columns: string[]): string[] {
  const odd = columns.filter((name) => !totals.includes(name) && !Object.hasOwn(breakdowns, name));
  return odd.length > 0 ? [`Ignored columns: ${odd.join(', ')}.`] : [];
}
