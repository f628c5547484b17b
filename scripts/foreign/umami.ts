import { none } from '../../app/features/visitors/dimensions.ts';
import { hasNoZone, parseDate } from '../content/dates.ts';
import { Problem } from '../content/problems.ts';
import type { Foreign } from './day.ts';
import { add, type DaySums, dayIn, finish } from './days.ts';
import { countryOf, deviceOf, pathOf, referrerOf } from './names.ts';
import { lastDay, timesInUtc } from './notes.ts';
import { need, type Row, type Table } from './table.ts';
import { countOf, dayOfInstant } from './values.ts';

const needed = 'session_id device country url_path referrer_domain event_type created_at'.split(
  ' ',
);

/** Others are events, links and pixels. */
const pageView = 1;

/** The first page view of a session in a day. */
interface Entry {
  /** An instant, ISO 8601 in UTC. */
  at: string;
  path: string;
  referrer: string;
  country: string;
  device: string;
}

export function isUmamiCloud(columns: string[]): boolean {
  return ['session_id', 'url_path', 'created_at'].every((name) => columns.includes(name));
}

/** Totals of names without days: `x,y`. */
export function isUmamiTotals(columns: string[]): boolean {
  return columns.join() === 'x,y';
}

export const umamiWithoutDays =
  "is an export of self-hosted Umami, which has totals of a time without days: they cannot become days. Write a CSV with the columns date,visitors,views from Umami's database";

/**
 * Reads the CSV of Umami Cloud, a row for each event of a website.
 *
 * Visitors are the sessions with a page view in a day; breakdowns are of the first page view of each. Ids tell
 * sessions apart while this function runs, and are not kept.
 * @throws {Problem} with the line
 */
export function readUmamiCloud(table: Table, today: string): Foreign {
  need(table.columns, needed);
  const days = new Map<string, DaySums>();
  const entries = new Map<string, Map<string, Entry>>();
  const websites = new Set<string>();
  let areZonesMissing = false;
  table.each((row) => {
    websites.add(row('website_id'));
    if (websites.size > 1) throw new Problem('is of another website than the rows above');
    const time = row('created_at');
    const date = dayOfInstant(time, today);
    areZonesMissing ||= hasNoZone(time);
    if (countOf(row('event_type'), 'event_type') !== pageView) return;
    const session = row('session_id');
    if (session === '') throw new Problem('has no session_id');
    dayIn(days, date).views++;
    const ofDay = entries.get(date) ?? new Map<string, Entry>();
    entries.set(date, ofDay);
    const entry = entryOf(row, parseDate(time));
    if (entry.at < (ofDay.get(session)?.at ?? '~')) ofDay.set(session, entry);
  });
  if (days.size === 0) throw new Problem('has no page views');
  for (const [date, ofDay] of entries) {
    const day = dayIn(days, date);
    day.visitors = ofDay.size;
    for (const entry of ofDay.values()) addEntry(day, entry);
  }
  const found = finish(days);
  const notes = [lastDay(found), ...(areZonesMissing ? [timesInUtc] : [])];
  return { source: 'umami', days: found, notes };
}

function entryOf(row: Row, at: string): Entry {
  const domain = known(row('referrer_domain'));
  return {
    at,
    path: pathOf(row('url_path')),
    referrer: isSameHost(domain, row('hostname')) ? none : referrerOf(domain),
    country: countryOf(known(row('country'))),
    device: deviceOf(row('device')),
  };
}

function isSameHost(a: string, b: string): boolean {
  const [hostA, hostB] = [a, b].map((host) => host.toLowerCase().replace(/^www\./, ''));
  return hostA === hostB;
}

/** ClickHouse, which Umami Cloud exports from, writes `\N` for a value that is missing. */
function known(text: string): string {
  return text === '\\N' ? '' : text;
}

function addEntry(day: DaySums, { path, referrer, country, device }: Entry): void {
  add(day, 'paths', path, 1);
  add(day, 'referrers', referrer, 1);
  add(day, 'countries', country, 1);
  add(day, 'devices', device, 1);
}
