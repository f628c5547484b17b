import { type Test, test } from 'tap';
import { summarize } from '../../app/features/visitors/summary.ts';
import { contentApi } from '../support/content-api.ts';
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

test('a range ends with any day since 2020 that has begun', async (t) => {
  const visitors = await site(t);
  for (const when of ['before the roll-up', 'after it']) {
    t.strictSame(
      await visitors.dailyTrends(3, '2027-01-01'),
      [
        { date: '2026-12-30', visitors: 0, views: 0 },
        { date: '2026-12-31', visitors: 5, views: 5 },
        { date: '2027-01-01', visitors: 2, views: 3 },
      ],
      when,
    );
    t.strictSame(await visitors.dailyTrends(6, '2027-01-02'), await visitors.dailyTrends(6), when);
    t.match(await visitors.summaries(60, '2026-11-30'), {
      from: '2026-10-02',
      to: '2026-11-30',
      days: [{ visitors: 10 }, { visitors: 20 }],
    });
    await visitors.rollUp(soon());
  }
  const early = await visitors.dailyTrends(365, '2020-01-05');
  t.equal(early.length, 365);
  t.match(early[0], { date: '2019-01-06', visitors: 0 });
  t.match(await visitors.summaries(365, '2020-01-05'), { from: '2019-01-06', days: [] });
  t.equal((await visitors.dailyTrends(1, '2020-01-01')).length, 1);
  for (const until of ['2027-01-03', '9999-12-31', '2019-12-31', '0001-01-01']) {
    const error = { name: 'NotValid', details: [{ path: 'querystring.until', message: String }] };
    await t.rejects(visitors.dailyTrends(1, until), error, until);
    await t.rejects(visitors.summaries(1, until), error, until);
  }
});

test('a request for a day that is none gets 400 and the place', async (t) => {
  const { asOwner } = await contentApi(t);
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  for (const path of ['/v1/visitors/trends/daily', '/v1/analytics/overview']) {
    for (const until of [
      ...['', 'x', 'today', '2026', '2026-11', '2026-1-1', '2026-02-30', '2025-02-29', '20261101'],
      ...['2026-11-01T00:00:00Z', '-2026-11-01', '%00', `2026-11-01${'0'.repeat(200)}`],
      ...['2026-11-01%0a', '２０２６-11-01', '2019-12-31', '0000-01-01', tomorrow],
      '2026-11-01&until=2026-11-02',
    ]) {
      const { status, body } = await asOwner('GET', `${path}?until=${until}`);
      t.equal(status, 400, until);
      t.match(body.details, [{ path: 'querystring.until' }], until);
    }
    t.equal((await asOwner('GET', `${path}?days=365&until=2020-01-05`)).status, 200);
    t.equal((await asOwner('GET', `${path}?days=366&until=2020-01-05`)).status, 400);
  }
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
