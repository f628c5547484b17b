import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from 'tap';
import { addDays, daysUpTo } from '../../app/days/utc-day.ts';
import { summarize } from '../../app/features/visitors/summary.ts';
import { databaseEnv, makeTable, tablesEnv } from '../support/table.ts';
import { addDay, repositoryOn, serviceOn, soon, visitOf } from '../support/visitors.ts';

const today = '2026-11-26';
const noon = Date.parse(`${today}T12:00:00Z`);

const summary = {
  ...summarize(),
  visitors: 3,
  uncounted: { ...summarize().uncounted, duplicate: 2, bot: 1 },
  paths: { '/': 2, other: 1 },
  referrers: { none: 1, 'example.com': 2 },
  countries: { DE: 3 },
  devices: { mobile: 3 },
};
const forgotten = {
  paths: { other: 3 },
  referrers: { other: 3 },
  countries: { unknown: 3 },
  devices: { other: 3 },
};

test('a day forgets its breakdowns, and keeps its totals', async (t) => {
  const repository = repositoryOn(await makeTable(t));
  const day = '2026-11-21';
  t.equal(await repository.forget(day, soon()), false, 'a day without visits');
  for (const one of [day, '2026-11-22']) await addDay(repository, one, summary);
  const days = [day, '2026-11-22'];
  const totals = await repository.dayTotals(days, soon());
  for (let i = 0; i < 2; i++) {
    t.equal(await repository.forget(day, soon()), true);
    const found = await repository.summaries(days, soon());
    t.match(found.get(day), { ...forgotten, visitors: 3, uncounted: summary.uncounted });
    t.match(found.get('2026-11-22'), summary, 'another day');
  }
  t.strictSame(await repository.dayTotals(days, soon()), totals);
  t.match(await repository.totals(soon()), { rolledUp: 6 });
});

test('an open day keeps all until it is rolled up', async (t) => {
  const repository = repositoryOn(await makeTable(t));
  const visitors = serviceOn(repository, () => noon);
  await visitors.track(visitOf(1), soon());
  t.equal(await repository.forget(today, soon()), false);
  await visitors.forgetAfter(0, soon());
  t.match((await visitors.summaries(1)).days, [{ visitors: 1, countries: { unknown: 1 } }]);
});

test('days of an age are forgotten once, also after an interruption, and those before it was switched on', async (t) => {
  const table = await makeTable(t);
  const repository = repositoryOn(table);
  const days = [...daysUpTo('2026-11-25', 20), '2024-02-29', '2025-12-31'];
  for (const day of days) await addDay(repository, day, summary);
  let now = noon;
  const visitors = serviceOn(repository, () => now);
  await t.rejects(visitors.forgetAfter(10, AbortSignal.abort()));
  const isForgotten = async () => {
    const found = await repository.summaries(days, soon());
    return days.filter((day) => found.get(day)?.forgotten).sort();
  };
  t.strictSame(await isForgotten(), []);
  await visitors.forgetAfter(10, soon());
  const before = (limit: string) => days.filter((day) => day < limit).sort();
  t.strictSame(await isForgotten(), before('2026-11-16'));
  now += 48 * 3_600_000;
  await visitors.forgetAfter(10, soon());
  t.strictSame(await isForgotten(), before('2026-11-18'));
  await visitors.forgetAfter(30, soon());
  t.strictSame(await isForgotten(), before('2026-11-18'), 'what is gone stays gone');
});

test('npm run forget', async (t) => {
  const table = await makeTable(t);
  const repository = repositoryOn(table);
  const yesterday = addDays(new Date().toISOString().slice(0, 10), -1);
  await addDay(repository, yesterday, summary);
  const env = {
    ...process.env,
    ...databaseEnv(),
    ...tablesEnv({ DATA_TABLE_NAME: table.name }),
    NODE_OPTIONS: '',
  };
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['scripts/forget.ts', ...args], { env });
  const { stdout } = await run('--local', yesterday, '2020-02-29');
  t.equal(stdout, `${yesterday}: its totals are left\n2020-02-29: has no visits\n`);
  t.match((await repository.summaries([yesterday], soon())).get(yesterday), forgotten);
  for (const [args, message] of [
    [[], /^npm run forget -- 2026/],
    [['--local', '2026-02-30'], /^2026-02-30 is no day/],
    [['--local', 'yesterday'], /^yesterday is no day/],
    [['--local', addDays(yesterday, 1)], / is not over\.$/m],
    [['--all'], /^Unknown option/],
  ] as const) {
    await t.rejects(run(...args), { code: 1, stderr: message });
  }
});
