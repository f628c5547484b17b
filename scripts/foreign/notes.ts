import type { ForeignDay } from './day.ts';

/** An export that was made during a day has a part of it only. */
export function lastDay(days: ForeignDay[]): string {
  return `The last day, ${days.at(-1)?.date}, may be incomplete.`;
}

export const goatcounterVisitors =
  'GoatCounter counts a visitor once for each page, so one person who read three pages is three visitors.';

export const noViews =
  'This export has no page views: a day has as many views as visitors, which is the least there were.';

export const timesInUtc = 'Times without a zone are taken as UTC.';

export const plausibleZone =
  'The days of Plausible are in the time zone of its site, and are taken as days in UTC.';
