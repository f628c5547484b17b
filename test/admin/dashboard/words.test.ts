import { test } from 'tap';
import { ledgerParts } from '../../../admin/dashboard/ledger-parts.ts';
import { countryName, pageName, sourceName } from '../../../admin/dashboard/names.ts';
import { type Post, postsIn, postsSince } from '../../../admin/dashboard/posts.ts';
import { rangeIn } from '../../../admin/dashboard/range.ts';
import { shownRows } from '../../../admin/dashboard/ranking-rows.ts';
import { clockSkew, midnightAfter, untilMidnight } from '../../../admin/dashboard/utc.ts';
import {
  counted,
  rangeText,
  share,
  shortNumber,
  spanText,
} from '../../../admin/dashboard/words.ts';

test('an address has one of four ranges', async (t) => {
  const cases = { 'days=7': 7, 'days=365': 365, 'days=8': 30, 'days=1e9': 30, 'days=': 30, '': 30 };
  for (const [query, days] of Object.entries(cases)) {
    t.equal(rangeIn(new URLSearchParams(query)), days, query);
  }
});

test('the time until the UTC day ends is in hours and minutes', async (t) => {
  const cases = {
    '2026-11-27T20:40:00.000Z': '3 h 20 min',
    '2026-11-27T20:40:01.000Z': '3 h 20 min',
    '2026-11-27T00:00:00.000Z': '24 h',
    '2026-11-27T23:00:00.000Z': '1 h',
    '2026-11-27T23:59:30.000Z': '1 min',
  };
  for (const [at, left] of Object.entries(cases)) t.equal(untilMidnight(Date.parse(at)), left, at);
  t.equal(
    midnightAfter(Date.parse('2026-11-27T23:59:59.999Z')).toISOString(),
    '2026-11-28T00:00:00.000Z',
  );
});

test('a clock that is wrong by an hour is put right, the age of an answer is not', async (t) => {
  const now = Date.parse('2026-11-27T12:00:00.000Z');
  t.equal(clockSkew('2026-11-27T13:00:00.000Z', now), 3_600_000);
  t.equal(clockSkew('2026-11-27T11:59:00.000Z', now), 0);
});

test('numbers and days are written for people', async (t) => {
  t.equal(counted(1, 'visitors'), '1 visitor');
  t.equal(counted(1204, 'views'), '1,204 views');
  t.equal(shortNumber(9999), '9,999');
  t.equal(shortNumber(1_500_000), '1.5M');
  t.strictSame(
    [share(0, 0), share(1, 5000), share(4, 1000), share(12, 100)],
    ['0%', '<0.1%', '0.4%', '12%'],
  );
  t.equal(spanText('2026-11-03', '2026-11-03'), 'Tue 3 Nov');
  t.match(spanText('2026-11-02', '2026-11-08'), /^2\s*–\s*8 Nov$/);
  t.match(rangeText('2026-10-29', '2026-11-27'), /^29 Oct\s*–\s*27 Nov 2026$/);
});

test('names are words, and what has none stays as it is', async (t) => {
  t.equal(countryName('DE'), 'Germany');
  t.equal(countryName('unknown'), 'Unknown');
  for (const odd of ['XQ', 'Deutschland', '', '__proto__', '\u202eDE'])
    t.equal(countryName(odd), odd);
  t.equal(pageName('/'), 'Resume');
  t.equal(pageName('/blog/constructor'), '/blog/constructor');
  t.equal(pageName('constructor'), 'constructor');
  t.equal(sourceName('goatcounter'), 'GoatCounter');
});

test('shown rows add up to all rows', async (t) => {
  for (const count of [0, 1, 8, 9, 10, 200]) {
    const rows = Array.from({ length: count }, (_, i) => ({ key: `${i}`, name: `${i}`, value: i }));
    const shown = shownRows(rows, 8);
    const sum = (of: typeof rows) => of.reduce((all, { value }) => all + value, 0);
    t.equal(sum(shown), sum(rows), `${count}`);
    t.ok(shown.length <= 9);
  }
});

test('the parts of the ledger add up to what was received, each behind the one before', async (t) => {
  const ledger = {
    received: 100,
    counted: 40,
    duplicate: 20,
    bot: 25,
    prefetch: 1,
    optedOut: 2,
    owner: 3,
    crossSite: 4,
    rateLimited: 5,
  };
  const parts = ledgerParts(ledger);
  t.equal(parts.length, Object.keys(ledger).length - 1);
  let offset = 0;
  for (const part of parts) {
    t.equal(part.offset, offset, part.name);
    offset += part.value;
  }
  t.equal(offset, ledger.received);
  t.equal(parts[0]?.outcome, 'counted');
  t.equal(parts[1]?.outcome, 'bot', 'the largest reason comes next');
});

test('posts of the range are read page by page, up to the first older one', async (t) => {
  const posts = Array.from({ length: 250 }, (_, i) => ({
    title: `Post ${i}`,
    slug: `post-${i}`,
    publishedAt: new Date(Date.parse('2026-11-27T23:59:59.999Z') - i * 86_400_000).toISOString(),
  }));
  let pages = 0;
  const ask = async (cursor: string | null) => {
    pages += 1;
    const from = Number(cursor ?? 0);
    const isLast = from + 100 >= posts.length;
    return { items: posts.slice(from, from + 100), nextCursor: isLast ? null : `${from + 100}` };
  };
  t.equal((await postsSince('2026-11-21', ask)).length, 7);
  t.equal(pages, 1);
  t.equal((await postsSince('2026-06-01', ask)).length, 180);
  t.equal((await postsSince('2025-11-28', ask)).length, 250);
  const endless = async () => ({ items: posts.slice(0, 1), nextCursor: 'more' });
  t.equal((await postsSince('2020-01-01', endless)).length, 5, 'a limit');
  const found: Post[] = await postsSince('2026-11-01', ask);
  t.strictSame(
    postsIn(found, '2026-11-23', '2026-11-24').map(({ slug }) => slug),
    ['post-4', 'post-3'],
  );
});
