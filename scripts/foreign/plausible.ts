import { Problem } from '../content/problems.ts';
import { UserError } from '../lib/user-error.ts';
import type { Foreign } from './day.ts';
import { add, type DaySums, dayIn, finish, type Kind } from './days.ts';
import { decode, type File, inFile } from './files.ts';
import { countryOf, deviceOf, pathOf, referrerOf } from './names.ts';
import { lastDay, plausibleZone } from './notes.ts';
import { need, type Row, readTable, type Table } from './table.ts';
import { countOf, dayOf } from './values.ts';

/** `imported_visitors_20230209_20240123.csv`, with the days from and to. */
const fileName = /(?:^|\/)imported_([a-z_]+?)(?:_\d{8}_\d{8})?\.csv$/;
const totals = ['date', 'visitors', 'pageviews'];

interface Breakdown {
  kind: Kind;
  columns: string[];
  name(row: Row): string;
}

/** Tables that have what we count. A path of ours is the first one of a visit, which Plausible calls entry page. */
const breakdowns: Record<string, Breakdown> = {
  entry_pages: {
    kind: 'paths',
    columns: ['entry_page'],
    name: (row) => pathOf(row('entry_page')),
  },
  sources: {
    kind: 'referrers',
    columns: ['source', 'referrer'],
    name: (row) => sourceOf(row('source'), row('referrer')),
  },
  locations: {
    kind: 'countries',
    columns: ['country'],
    name: (row) => countryOf(row('country')),
  },
  devices: {
    kind: 'devices',
    columns: ['device'],
    name: (row) => deviceOf(row('device')),
  },
};

/** The table of a file of an export; undefined for other files. */
export function plausibleTable(name: string): string | undefined {
  return fileName.exec(name)?.[1];
}

/** Whether a table is `imported_visitors`, whatever its file is called: others have one more column. */
export function isPlausibleTotals(columns: string[]): boolean {
  return columns.toSorted().join() === 'bounces,date,pageviews,visit_duration,visitors,visits';
}

/**
 * Reads the tables of an export: https://plausible.io/docs/csv-import
 *
 * All are optional but `imported_visitors`, which has the totals of each day.
 * @throws {UserError} with the file and the line
 */
export function readPlausible(files: File[], archive: string, today: string): Foreign {
  const days = new Map<string, DaySums>();
  const all = files.map((file) => ({ file, name: plausibleTable(file.path) ?? 'visitors' }));
  const visitors = all.filter(({ name }) => name === 'visitors');
  if (visitors.length === 0) {
    throw new UserError(`${archive}: has no imported_visitors file, which has the totals of days`);
  }
  for (const { file } of visitors) {
    inFile(file, () => readTotals(readTable(decode(file.bytes)), days, today));
  }
  if (days.size === 0) throw new UserError(`${archive}: has no days`);
  let extra = 0;
  for (const { file, name } of all) {
    const breakdown = Object.hasOwn(breakdowns, name) ? breakdowns[name] : undefined;
    if (!breakdown) continue;
    extra += inFile(file, () =>
      readBreakdown(readTable(decode(file.bytes)), breakdown, days, today),
    );
  }
  const found = inFile({ path: archive }, () => finish(days));
  const notes = [plausibleZone, lastDay(found)];
  if (extra > 0) notes.push(`Ignored rows of days that have no total: ${extra}.`);
  return { source: 'plausible', days: found, notes };
}

/** @throws {Problem} with the line */
function readTotals(table: Table, days: Map<string, DaySums>, today: string): void {
  need(table.columns, totals);
  table.each((row) => {
    const date = dayOf(row('date'), today);
    if (days.has(date)) throw new Problem(`has the total of ${date} again`);
    const visitors = countOf(row('visitors'), 'visitors');
    const views = countOf(row('pageviews'), 'pageviews');
    Object.assign(dayIn(days, date), { visitors, views });
  });
}

/** How many rows are of days without total. @throws {Problem} with the line */
function readBreakdown(
  table: Table,
  { kind, columns, name }: Breakdown,
  days: Map<string, DaySums>,
  today: string,
): number {
  need(table.columns, ['date', 'visitors', ...columns]);
  let extra = 0;
  table.each((row) => {
    const day = days.get(dayOf(row('date'), today));
    const visitors = countOf(row('visitors'), 'visitors');
    if (day) add(day, kind, name(row), visitors);
    else extra++;
  });
  return extra;
}

/** Sources without referrer come from campaigns, or are direct. */
function sourceOf(source: string, referrer: string): string {
  const isDirect = source === '' || source === 'Direct / None';
  return referrerOf(referrer !== '' || isDirect ? referrer : source);
}
