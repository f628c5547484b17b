import { type Test, test } from 'tap';
import { daysUpTo } from '../../app/days/utc-day.ts';
import { forEach } from '../../app/distinct/for-each.ts';
import { type Reason, reasons, type Summary } from '../../app/features/visitors/repository.ts';
import { unitsOfVisit } from '../../scripts/cost/traffic.ts';
import { billed, consumedCapacity } from '../support/capacity.ts';
import { ordinaryVisit } from '../support/ordinary-day.ts';
import { clientThrough, databaseEnv, makeTable, type Table } from '../support/table.ts';
import { addDay, repositoryOn, serviceOn, soon, visitOf } from '../support/visitors.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');
const today = '2026-11-21';

/** The visitors of a site, and what each command costs from now on. */
async function metered(t: Test, now = () => noon) {
  const table = await makeTable(t);
  const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
  const units = consumedCapacity(client);
  const repository = repositoryOn(table, { client, now });
  const visitors = serviceOn(repository, now);
  return { table, client, repository, visitors, take: () => units.splice(0) };
}

test('an open day costs two read units, and opening it costs twice that and four write units', async (t) => {
  const { repository, take } = await metered(t);
  await repository.openDay(today, soon());
  // For missing items and for transactions, AWS charges more than DynamoDB Local reports: 2, 4, 2.
  t.strictSame(take(), [0, 2, 2]);
  await repository.openDay(today, soon());
  t.strictSame(take(), [2]);
});

test('a first visit of a day costs one write unit', async (t) => {
  const { visitors, take } = await metered(t);
  await visitors.track(visitOf(0), soon());
  take();
  for (const visitor of [1, 2, 3]) {
    await visitors.track(visitOf(visitor), soon());
    t.strictSame(take(), [1]);
  }
});

test('a repeated visit costs a unit for the ledger, and the rejected write of a process that did not know', async (t) => {
  const { table, client, visitors } = await metered(t);
  const stale = serviceOn(repositoryOn(table, { client }), () => noon);
  await stale.track(visitOf(1), soon());
  await visitors.track(visitOf(0), soon());
  const bill = billed(client);
  await visitors.track(visitOf(0), soon());
  t.strictSame(bill, { writeUnits: 1, dearestWrite: 1, refused: 0, readUnits: 0 });
  await stale.track(visitOf(0), soon());
  t.strictSame(bill, { writeUnits: 3, dearestWrite: 1, refused: 1, readUnits: 0 });
});

test('visits that a limit rejects cost one unit each, and are no views beyond the bound', async (t) => {
  const { table, client } = await metered(t);
  const limited = repositoryOn(table, { client, maxPerNetwork: 2 });
  const visitors = serviceOn(limited, () => noon);
  const request = (agent: number) => {
    const { headers, ...rest } = visitOf(0);
    return { ...rest, headers: { 'user-agent': `${headers['user-agent']} ${agent}` } };
  };
  for (const agent of [1, 2]) await visitors.track(request(agent), soon());
  const bill = billed(client);
  for (const agent of [3, 4]) {
    t.match(await visitors.track(request(agent), soon()), { reason: 'rate-limited' });
  }
  t.strictSame(bill, { writeUnits: 2, dearestWrite: 1, refused: 0, readUnits: 0 });
  const reasons: (string | undefined)[] = [];
  for (let i = 0; i < 25; i++) reasons.push((await visitors.track(request(1), soon())).reason);
  t.strictSame(reasons, [...Array(20).fill('duplicate'), ...Array(5).fill('rate-limited')]);
  t.strictSame(bill, { writeUnits: 27, dearestWrite: 1, refused: 0, readUnits: 0 });
  const { visitors: counted, views } = (await visitors.dailyTrends(1))[0] ?? {};
  t.strictSame([counted, views], [2, 22]);
});

test('an excluded visit costs one write unit', async (t) => {
  const { visitors, take } = await metered(t);
  await visitors.track(visitOf(0), soon());
  take();
  const { headers, ...request } = visitOf(1);
  await visitors.track({ ...request, headers: {} }, soon());
  await visitors.track({ ...request, headers: { ...headers, dnt: '1' } }, soon());
  await visitors.track({ ...request, headers, isOwner: true }, soon());
  t.strictSame(take(), [1, 1, 1]);
});

/** Processes that know what they have seen themselves, as Lambda's. */
const processes = 4;

for (const visitors of [1, 40, 50, 500, 2000]) {
  test(`each of ${visitors} visitors of a day costs at most 1.3 write units, and no item has more than 1 KB`, async (t) => {
    const table = await makeTable(t);
    const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
    const repositories = Array.from({ length: processes }, () => repositoryOn(table, { client }));
    const day = await repositories[0]?.openDay(today, soon());
    if (!day) throw new Error('over');
    const bill = billed(client);
    const numbers = Array.from({ length: visitors }, (_, i) => i);
    await forEach(numbers, processes, async (i) => {
      const visit = ordinaryVisit(i, day.open.salt);
      await repositories[i % processes]?.countVisit(day.open, visit, soon());
    });
    const writes = bill.writeUnits / visitors;
    t.comment(`${writes.toFixed(3)} write units and ${bill.readUnits / visitors} read units each`);
    t.ok(writes <= (visitors <= 40 ? 1 : 1.3), `${writes}`);
    if (visitors >= 500) t.ok(writes <= unitsOfVisit.writes, 'as docs/cost.md assumes');
    t.equal(bill.dearestWrite, 1);
    t.ok(
      bill.readUnits <= unitsOfVisit.reads * visitors,
      'at most 4 read units, if no process knows anything',
    );
    t.equal((await repositories[0]?.totals(soon()))?.open.get(today), visitors);
  });
}

test('a process that knows nothing of a busy day reads a path once, for 4 units', async (t) => {
  const { table, client, repository } = await metered(t);
  const day = await repository.openDay(today, soon());
  if (!day) throw new Error('over');
  const count = (i: number, process = repository) =>
    process.countVisit(day.open, ordinaryVisit(i, day.open.salt), soon());
  for (let i = 0; i < 300; i++) await count(i);
  const bill = billed(client);
  const another = repositoryOn(table, { client });
  t.match(await count(300, another), { outcome: 'counted' });
  t.strictSame(bill, { writeUnits: 1, dearestWrite: 1, refused: 0, readUnits: 4 });
  t.match(await count(300, another), { outcome: 'duplicate' });
  t.strictSame(bill, { writeUnits: 1, dearestWrite: 1, refused: 0, readUnits: 4 });
});

test('the totals of a small day cost half a read unit for each of list, total and root, once in 5 seconds', async (t) => {
  let now = noon;
  const { visitors, take } = await metered(t, () => now);
  await visitors.track(visitOf(0), soon());
  take();
  t.match(await visitors.totals(), { count: 1, today: 1, readAt: now });
  // DynamoDB Local reports nothing for the total, which does not exist yet.
  t.strictSame(take().sort(), [0, 0.5, 0.5]);
  await visitors.track(visitOf(1), soon());
  take();
  t.match(
    await visitors.totals(),
    { count: 2 },
    'the visitor that this process has counted included',
  );
  t.strictSame(take(), [0.5, 0], 'the root is known');
  now += 4999;
  await visitors.totals();
  t.strictSame(take(), []);
  now += 2;
  t.match(await visitors.totals(), { count: 2, today: 2, readAt: now });
  t.strictSame(take().sort(), [0, 0.5, 0.5]);
});

test('polling the totals of a busy day costs no more than its visits', async (t) => {
  let now = noon;
  const { table, client, repository } = await metered(t, () => now);
  const day = await repository.openDay(today, soon());
  if (!day) throw new Error('over');
  const count = (i: number) =>
    repository.countVisit(day.open, ordinaryVisit(i, day.open.salt), soon());
  await forEach(
    Array.from({ length: 1500 }, (_, i) => i),
    8,
    count,
  );
  const page = serviceOn(repositoryOn(table, { client, now: () => now }), () => now);
  await page.totals();
  for (const [perSecond, seconds] of [
    [1, 400],
    [10, 40],
  ] as const) {
    const bill = billed(client);
    let visitors = 0;
    for (let second = 0; second < seconds; second++) {
      for (let i = 0; i < perSecond; i++) await count(10_000 * perSecond + visitors++);
      now += 1000;
      await page.totals();
    }
    const readsAsWrites = bill.readUnits / 5;
    t.comment(`${perSecond} visits a second: ${readsAsWrites} for ${bill.writeUnits}`);
    t.ok(readsAsWrites <= bill.writeUnits);
  }
  now += 60_000;
  t.equal((await page.totals()).today, 1500 + 800, 'at the latest after a minute');
});

test('a year of trends costs 10 read units at most, and an overview half a unit per day', async (t) => {
  const { table, visitors, take } = await metered(t);
  await fillYear(table);
  await visitors.track(visitOf(0), soon());
  take();
  await visitors.dailyTrends(365);
  const year = take();
  t.comment(`trends of a year: ${year}`);
  t.equal(year.length, 3, 'the list of days; then the years and the ledger, and the root');
  t.ok(sum(year) <= 10);
  await visitors.monthlyTrends(24);
  const months = take();
  t.equal(months.length, 2, 'the root is known');
  t.ok(sum(months) <= 10);
  for (const days of [1, 4, 7, 30, 365]) {
    await visitors.summaries(days);
    const overview = take();
    // The list of days, each day, and the ledger; eventually consistent. Today has no sums yet, and nobody
    // was excluded: DynamoDB Local reports nothing, AWS half a unit for each missing item.
    const missing = 0.5 + 4 * 0.5;
    t.equal(sum(overview) + missing, 0.5 + days / 2 + 2, `overview of ${days} days`);
    // The first one reads the root of the pairs, which nobody has written.
    const pairs = days === 1 ? 1 : 0;
    t.equal(overview.length, 1 + pairs + Math.ceil((days + 4) / 100), 'the roots are known');
  }
});

test('a range that is over costs the list of days and its years or days, whoever comes today', async (t) => {
  const { table, visitors, take } = await metered(t);
  await fillYear(table);
  const costs: number[][] = [];
  for (const visits of [1, 50]) {
    for (let i = 0; i < visits; i++) await visitors.track(visitOf(visits + i), soon());
    take();
    await visitors.dailyTrends(90, '2026-08-22');
    const trends = take();
    t.equal(trends.length, 2, 'the list of days, and the year');
    t.ok(sum(trends) <= 0.5 + 5);
    await visitors.summaries(90, '2026-08-22');
    const overview = take();
    t.strictSame(overview, [0.5, 45], 'half a unit for each day, in one request');
    costs.push([...trends, ...overview]);
  }
  t.strictSame(costs[0], costs[1]);
});

/** Sums of a year of busy days. */
async function fillYear(table: Table): Promise<void> {
  const named = (count: number, name: (i: number) => string) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), 1234]));
  const summary: Summary = {
    visitors: 123_456,
    uncounted: Object.fromEntries(reasons.map((reason) => [reason, 12_345])) as Record<
      Reason,
      number
    >,
    paths: named(30, (i) => `/blog/a-post-with-a-title-${i}`),
    referrers: named(80, (i) => `news.host-${i}.example`),
    countries: named(60, (i) => String.fromCharCode(65 + (i % 26), 65 + Math.floor(i / 26))),
    devices: named(4, (i) => `device-${i}`),
  };
  for (const day of daysUpTo('2026-11-20', 365)) {
    await addDay(repositoryOn(table), day, summary);
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
