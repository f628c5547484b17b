import { type Test, test } from 'tap';
import { summarize } from '../../app/features/visitors/summary.ts';
import { makeTable } from '../support/table.ts';
import { addDay, repositoryOn, serviceOn, soon, visitOf } from '../support/visitors.ts';

/** The sums of rolled-up days: visitors, and duplicates. */
const rolledUp: [string, number, number][] = [
  ['2025-12-31', 900, 90],
  ['2026-01-02', 800, 80],
  ['2026-09-30', 700, 70],
  ['2026-11-01', 10, 1],
  ['2026-11-30', 20, 2],
  ['2026-12-29', 3, 1],
  ['2026-12-31', 5, 0],
];

/**
 * A site with these days and two open ones: on New Year's Day two visitors came, one of them twice; today
 * one visitor came three times.
 */
async function site(t: Test) {
  const table = await makeTable(t);
  for (const [day, visitors, duplicate] of rolledUp) {
    const nothing = summarize();
    const summary = { ...nothing, visitors, uncounted: { ...nothing.uncounted, duplicate } };
    t.ok(await addDay(repositoryOn(table), day, summary));
  }
  let now = Date.parse('2027-01-01T23:59:59.999Z');
  const visitors = serviceOn(repositoryOn(table), () => now);
  for (const i of [1, 2, 1]) await visitors.track(visitOf(i), soon());
  now += 1;
  for (const i of [1, 1, 1]) await visitors.track(visitOf(i), soon());
  return visitors;
}

test('trends and overview include rolled-up and open days, over the new year', async (t) => {
  const visitors = await site(t);
  const check = async (when: string) => {
    t.strictSame(
      await visitors.dailyTrends(6),
      [
        { date: '2026-12-28', visitors: 0, views: 0 },
        { date: '2026-12-29', visitors: 3, views: 4 },
        { date: '2026-12-30', visitors: 0, views: 0 },
        { date: '2026-12-31', visitors: 5, views: 5 },
        { date: '2027-01-01', visitors: 2, views: 3 },
        { date: '2027-01-02', visitors: 1, views: 3 },
      ],
      `days, ${when}`,
    );
    t.strictSame(
      await visitors.dailyTrends(1),
      [{ date: '2027-01-02', visitors: 1, views: 3 }],
      `today, ${when}`,
    );
    t.strictSame(
      await visitors.monthlyTrends(4),
      [
        { month: '2026-10', visitors: 0, views: 0 },
        { month: '2026-11', visitors: 30, views: 33 },
        { month: '2026-12', visitors: 8, views: 9 },
        { month: '2027-01', visitors: 3, views: 6 },
      ],
      `months, ${when}`,
    );
    const year = await visitors.monthlyTrends(14);
    t.equal(year.length, 14);
    t.strictSame(
      year.filter(({ visitors }) => visitors > 0),
      [
        { month: '2025-12', visitors: 900, views: 990 },
        { month: '2026-01', visitors: 800, views: 880 },
        { month: '2026-09', visitors: 700, views: 770 },
        { month: '2026-11', visitors: 30, views: 33 },
        { month: '2026-12', visitors: 8, views: 9 },
        { month: '2027-01', visitors: 3, views: 6 },
      ],
      `months of three years, ${when}`,
    );
    const { from, to, days } = await visitors.summaries(6);
    t.strictSame([from, to], ['2026-12-28', '2027-01-02']);
    t.strictSame(
      days.map(({ visitors, uncounted }) => [visitors, uncounted.duplicate]),
      [
        [3, 1],
        [5, 0],
        [2, 1],
        [1, 2],
      ],
      `in detail, ${when}`,
    );
  };
  await check('before the roll-up');
  await visitors.rollUp(soon());
  await check('after the roll-up of New Year’s Day');
});

test('without visitors, every day and month is zero', async (t) => {
  const now = Date.parse('2027-01-01T00:00:00Z');
  const visitors = serviceOn(repositoryOn(await makeTable(t)), () => now);
  t.strictSame(await visitors.dailyTrends(2), [
    { date: '2026-12-31', visitors: 0, views: 0 },
    { date: '2027-01-01', visitors: 0, views: 0 },
  ]);
  t.strictSame(await visitors.monthlyTrends(2), [
    { month: '2026-12', visitors: 0, views: 0 },
    { month: '2027-01', visitors: 0, views: 0 },
  ]);
  t.strictSame(await visitors.summaries(1), { from: '2027-01-01', to: '2027-01-01', days: [] });
});
