import type { Static } from '@sinclair/typebox';
import type { Overview } from '../analytics/schemas.ts';

/** The numbers of a week, as the API returns them. */
export type Week = Pick<
  Static<typeof Overview>,
  'from' | 'to' | 'visitors' | 'views' | 'paths' | 'referrers' | 'ledger'
>;

export interface Row {
  name: string;
  visitors: number;
}

/** What the owner reads, in words. */
export interface Report {
  title: string;
  period: string;
  headline: string;
  change: string;
  views: string;
  lists: { title: string; rows: Row[] }[];
  ledger: string;
  switchOff: string;
}

const listLength = 5;
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const integer = new Intl.NumberFormat('en');

const pageNames: Record<string, string> = { '/': 'the resume', other: 'other pages' };
const referrerNames: Record<string, string> = { none: 'no referrer', other: 'other sites' };

/** How the ledger's counters are called in a sentence. */
const outcomes = {
  counted: 'counted',
  duplicate: 'repeated',
  bot: 'by bots',
  prefetch: 'prefetched',
  optedOut: 'opted out',
  owner: 'yours',
  crossSite: 'from other sites',
  rateLimited: 'over a limit',
} satisfies Record<Exclude<keyof Week['ledger'], 'received'>, string>;

export function reportOf(week: Week, before: Week): Report {
  const headline = headlineOf(week.visitors);
  return {
    title: `${headline} on your site in a week`,
    period: date.formatRange(new Date(week.from), new Date(week.to)),
    headline,
    change: changeOf(week.visitors, before.visitors),
    views: `${count(week.views, 'page view')}, ${integer.format(before.views)} the week before`,
    lists: [
      { title: 'Pages that visits began on', rows: top(week.paths, pageNames) },
      { title: 'Referrers', rows: top(week.referrers, referrerNames) },
    ].filter(({ rows }) => rows.length > 0),
    ledger: ledgerOf(week.ledger),
    switchOff:
      'This mail comes every Monday, as the parameter Digest of your stack is on. Deploy with Digest=off to stop it.',
  };
}

function headlineOf(visitors: number): string {
  return visitors === 0 ? 'Nobody' : count(visitors, 'visitor');
}

function count(number: number, what: string): string {
  return `${integer.format(number)} ${what}${number === 1 ? '' : 's'}`;
}

function changeOf(now: number, before: number): string {
  if (now === before) return 'As many as the week before';
  if (before === 0) return 'Nobody came the week before';
  const percent = Math.round((Math.abs(now - before) / before) * 100);
  const size = `${integer.format(Math.abs(now - before))} (${integer.format(percent)}%)`;
  return `${size} ${now > before ? 'more' : 'fewer'} than the week before`;
}

function top(rows: Row[], names: Record<string, string>): Row[] {
  return rows
    .slice(0, listLength)
    .map(({ name, visitors }) => ({ name: names[name] ?? name, visitors }));
}

/** The counters that are not zero; they add up to what was received. */
function ledgerOf({ received, ...ledger }: Week['ledger']): string {
  const parts = Object.entries(outcomes)
    .map(([key, words]) => ({ words, number: ledger[key as keyof typeof outcomes] }))
    .filter(({ number }, i) => i === 0 || number > 0)
    .map(({ words, number }) => `${integer.format(number)} ${words}`);
  return `${count(received, 'request')} received = ${parts.join(' + ')}`;
}
