import { other } from '../../app/features/visitors/dimensions.ts';
import { hasNoZone } from '../content/dates.ts';
import { Problem } from '../content/problems.ts';
import type { Foreign } from './day.ts';
import { add, type DaySums, dayIn, finish } from './days.ts';
import { countryOf, pathOf, referrerOf } from './names.ts';
import { goatcounterVisitors, lastDay, timesInUtc } from './notes.ts';
import { need, type Row, type Table } from './table.ts';
import { countOf, dayOfInstant, short } from './values.ts';

/** The version stands in front of the name of the first column. */
const firstColumn = /^(\d+)path$/;
const needed = ['event', 'bot', 'referrer', 'referrer scheme', 'location', 'firstvisit', 'date'];

export function isGoatcounterCsv([first = '']: string[]): boolean {
  return firstColumn.test(first);
}

/**
 * Reads version 2 of GoatCounter's CSV, a row for each page view: https://www.goatcounter.com/help/export
 *
 * Visitors are first visits, without events and bots, as GoatCounter itself counts them. Views are all visits
 * without events and bots. Sessions and browsers are not kept.
 * @throws {Problem} with the line
 */
export function readGoatcounterCsv(table: Table, today: string): Foreign {
  const [first = ''] = table.columns;
  const version = firstColumn.exec(first)?.[1];
  if (version !== '2') {
    throw new Problem(`is version ${version} of GoatCounter's CSV: only version 2 can be read`, 1);
  }
  need(table.columns, needed);
  const days = new Map<string, DaySums>();
  let rows = 0;
  let areZonesMissing = false;
  table.each((row) => {
    rows++;
    const date = dayOfInstant(row('date'), today);
    areZonesMissing ||= hasNoZone(row('date'));
    const isBot = countOf(row('bot') || '0', 'Bot') > 0;
    const isFirst = flag(row, 'firstvisit');
    if (flag(row, 'event') || isBot) return;
    const day = dayIn(days, date);
    day.views++;
    if (!isFirst) return;
    day.visitors++;
    add(day, 'paths', pathOf(row(first)), 1);
    add(day, 'referrers', referrer(row('referrer'), row('referrer scheme')), 1);
    add(day, 'countries', countryOf(row('location')), 1);
  });
  if (rows === 0) throw new Problem(`has no rows. ${onlyWithPageviews}`);
  if (days.size === 0) throw new Problem('has only events and bots');
  const found = finish(days);
  const notes = [goatcounterVisitors, lastDay(found), ...(areZonesMissing ? [timesInUtc] : [])];
  return { source: 'goatcounter', days: found, notes };
}

const onlyWithPageviews =
  'GoatCounter writes them only if "Individual pageviews" was on: use its JSON export instead';

/** @throws {Problem} */
function flag(row: Row, column: string): boolean {
  const text = row(column).toLowerCase();
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  throw new Problem(`${column} "${short(text)}" is neither 0 nor 1`);
}

/** Of the schemes http, generated, campaign and other, names of campaigns may look like hosts. */
export function referrer(text: string, scheme: string): string {
  return scheme === 'c' ? other : referrerOf(text);
}
