import { test } from 'tap';
import { addDays } from '../../app/days/utc-day.ts';
import { hadSpike, isSpike } from '../../app/features/analytics/spike.ts';
import { summarize } from '../../app/features/visitors/summary.ts';
import { makeTable } from '../support/table.ts';
import { addDay, repositoryOn, serviceOn } from '../support/visitors.ts';

const days = (count: number, views: number) => Array<number>(count).fill(views);

const cases: [what: string, views: number[], expected: boolean][] = [
  ['six times the usual', [...days(28, 20), 120], true],
  ['exactly five times the usual', [...days(28, 20), 100], false],
  ['one more than five times the usual', [...days(28, 20), 101], true],
  ['50 views on a quiet site', [...days(28, 1), 50], false],
  ['51 views on a quiet site', [...days(28, 1), 51], true],
  ['a day after another spike', [...days(27, 20), 5000, 120], true],
  ['a day after two busy weeks', [...days(14, 20), ...days(14, 200), 400], false],
  ['51 views after weeks of silence', [1, ...days(27, 0), 51], true],
  ['many views on the seventh day', [...days(22, 0), ...days(6, 1), 999], false],
  ['many views on the eighth day', [...days(21, 0), ...days(7, 1), 999], true],
  ['the first visitors of a site', [...days(28, 0), 999], false],
  ['no day at all', [], false],
];

for (const [what, views, expected] of cases) {
  test(`${what}: ${expected ? 'a spike' : 'no spike'}`, (t) => {
    t.equal(isSpike(views), expected);
    t.end();
  });
}

test('yesterday is compared with the 28 days before it, by stored views', async (t) => {
  const repository = repositoryOn(await makeTable(t));
  const now = Date.parse('2026-11-27T00:15:00Z');
  const visitors = serviceOn(repository, () => now);
  const sums = summarize();
  // Older days and today do not matter.
  await addDay(repository, '2026-10-28', { ...sums, visitors: 9000 });
  for (let back = 2; back <= 29; back++) {
    await addDay(repository, addDays('2026-11-27', -back), { ...sums, visitors: 10 });
  }
  t.equal(await hadSpike(visitors, now), false);
  // Views are visitors and their further page views.
  const uncounted = { ...sums.uncounted, duplicate: 41, bot: 5000 };
  await addDay(repository, '2026-11-26', { ...sums, visitors: 10, uncounted });
  t.equal(await hadSpike(visitors, now), true);
});
