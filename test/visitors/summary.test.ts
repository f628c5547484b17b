import { test } from 'tap';
import { summarize } from '../../app/features/visitors/summary.ts';
import { makeTable } from '../support/table.ts';
import { repositoryOn, serviceOn, soon, visitOf } from '../support/visitors.ts';

const day = '2026-11-21';

test('a host is named from two visitors on, and the sum stays', (t) => {
  const referrersOf = (counters: Record<string, number>) =>
    summarize({ sums: { ids: 0, counters: new Map(Object.entries(counters)) } }).referrers;
  for (const [counters, expected] of [
    [{}, {}],
    [{ 'Rintranet.example': 1 }, { other: 1 }],
    [{ 'Rnews.example': 2 }, { 'news.example': 2 }],
    [
      { Rother: 1, 'Ra.example': 1, 'Rb.example': 1, 'Rc.example': 3 },
      { other: 3, 'c.example': 3 },
    ],
    [{ Rnone: 1 }, { none: 1 }],
  ] as [Record<string, number>, Record<string, number>][]) {
    t.strictSame(referrersOf(counters), expected, JSON.stringify(counters));
  }
  t.end();
});

test('neither an open day nor its stored sums name the host of a single visitor', async (t) => {
  const table = await makeTable(t);
  const now = Date.parse(`${day}T12:00:00Z`);
  const visitors = serviceOn(repositoryOn(table), () => now);
  const visit = (i: number, referrer: string) =>
    visitors.track({ ...visitOf(i), referrer }, soon());
  await visit(0, 'https://wiki.intranet.example/');
  await visit(1, 'https://news.example/');
  const referrersOf = async () =>
    (await repositoryOn(table).summaries([day], soon())).get(day)?.referrers;
  t.strictSame(await referrersOf(), { other: 2 }, 'open');
  await visit(2, 'https://news.example/');
  t.strictSame(await referrersOf(), { other: 1, 'news.example': 2 }, 'open');
  await repositoryOn(table).rollUp('2026-11-22', soon());
  t.strictSame(await referrersOf(), { other: 1, 'news.example': 2 }, 'rolled up');
});
