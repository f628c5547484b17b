import { test } from 'tap';
import { changeOf, changeText } from '../../../admin/dashboard/change.ts';
import { bucketsOf, type Day, equalRange, sum, total } from '../../../admin/dashboard/days.ts';
import { addDays, weekdayOf } from '../../../admin/dashboard/utc.ts';

test('up to 90 days, each day has a bar; of a year, each week that begins on Monday', async (t) => {
  for (const count of [7, 30, 90]) {
    const buckets = bucketsOf(range('2026-11-27', count), undefined, 'visitors');
    t.equal(buckets.length, count);
    t.ok(buckets.every(({ from, to }) => from === to));
  }
  for (const today of ['2026-11-27', '2026-11-29', '2026-11-30', '2024-02-29']) {
    const days = range(today, 365);
    const buckets = bucketsOf(days, undefined, 'views');
    t.equal(buckets.length, 53, today);
    t.ok(buckets.slice(1).every(({ from }) => weekdayOf(from) === 0));
    t.equal(buckets[0]?.from, days[0]?.date);
    t.equal(buckets.at(-1)?.to, today);
    t.equal(total(buckets), sum(days, 'views'), 'no day is lost or doubled');
    t.strictSame(
      buckets.map(({ isOpen }) => isOpen),
      buckets.map((_, i) => i === 52),
      'only the last is not over',
    );
  }
});

test('a bar stands beside as many days of the range before', async (t) => {
  const days = range('2026-11-27', 365);
  const before = range('2025-11-27', 365);
  const buckets = bucketsOf(days, before, 'visitors');
  t.equal(
    buckets.reduce((all, bucket) => all + (bucket.before?.value ?? 0), 0),
    sum(before, 'visitors'),
  );
  const [first] = bucketsOf(days.slice(-7), days.slice(-14, -7), 'visitors');
  t.match(first, { from: '2026-11-21', before: { from: '2026-11-14', to: '2026-11-14' } });
});

test('numbers of other programs stay apart, by source', async (t) => {
  const days = range('2026-11-27', 30).map((day, i) =>
    i > 2
      ? day
      : {
          ...day,
          visitors: 0,
          views: 0,
          imported: [
            { source: 'umami' as const, visitors: 5, views: 8 },
            { source: 'csv' as const, visitors: 0, views: 0 },
          ],
        },
  );
  const [first, , , own] = bucketsOf(days, undefined, 'visitors');
  t.strictSame([first?.value, first?.imported], [0, [{ source: 'umami', value: 5 }]]);
  t.strictSame(own?.imported, []);
});

test('a range that is not the equal range before is not compared', async (t) => {
  const days = range('2026-11-27', 30);
  const before = range('2026-10-28', 30);
  t.equal(equalRange(days, before), before);
  t.equal(equalRange(days, undefined), undefined);
  t.equal(equalRange(days, days), undefined, 'a server that ignores `until`');
  t.equal(equalRange(days, before.slice(1)), undefined, 'another length');
});

test('the change leaves today out, on both sides', async (t) => {
  const days = range('2026-11-27', 7, (i) => (i === 6 ? 1000 : 10));
  const before = range('2026-11-20', 7, (i) => (i === 6 ? 500 : 5));
  const change = changeOf(days, before, 'visitors');
  t.match(change, { now: 60, before: 30, sources: [] });
  t.strictSame(
    [change.days.at(-1)?.date, change.daysBefore.at(-1)?.date],
    ['2026-11-26', '2026-11-19'],
  );
});

test('a change is said in words', async (t) => {
  const cases: [number, number, string][] = [
    [0, 0, 'none in both ranges'],
    [5, 0, 'none in the range before'],
    [0, 5, '100% fewer than before (5)'],
    [540, 482, '12% more than before (482)'],
    [482, 540, '11% fewer than before (540)'],
    [7, 7, 'as many as before'],
    [10_001, 10_000, 'about as many as before (10,000)'],
    [1200, 100, '12 times as many as before (100)'],
  ];
  for (const [now, before, words] of cases) t.equal(changeText({ now, before }), words);
});

function range(today: string, count: number, visitorsOn = (i: number) => (i * 7) % 11): Day[] {
  return Array.from({ length: count }, (_, i) => {
    const visitors = visitorsOn(i);
    return { date: addDays(today, i + 1 - count), visitors, views: visitors * 2 };
  });
}
