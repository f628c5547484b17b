import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Test, test } from 'tap';
import { shardKeys } from '../../app/features/visitors/keys.ts';
import { type Reason, reasons, type Summary } from '../../app/features/visitors/repository.ts';
import { daysUpTo } from '../../app/features/visitors/utc-day.ts';
import { identify } from '../../app/features/visitors/visitor.ts';
import { unitsOfVisitor } from '../../scripts/cost/traffic.ts';
import { consumedCapacity } from '../support/capacity.ts';
import { clientThrough, databaseEnv, makeTable, type Table } from '../support/table.ts';
import { repositoryOn, serviceOn, soon, visitOf } from '../support/visitors.ts';

const noon = Date.parse('2026-11-21T12:00:00Z');
const today = '2026-11-21';

/** The visitors of a site, and what each command costs from now on. */
async function metered(t: Test, now = () => noon) {
  const table = await makeTable(t);
  const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
  const units = consumedCapacity(client);
  const repository = repositoryOn(table, { client, shards: 1 });
  const visitors = serviceOn(repositoryOn(table, { client }), now);
  return { table, repository, visitors, take: () => units.splice(0) };
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

test('a repeated visit costs the rejected write, and one unit for the ledger', async (t) => {
  const { visitors, take } = await metered(t);
  await visitors.track(visitOf(0), soon());
  take();
  await visitors.track(visitOf(0), soon());
  // DynamoDB Local reports no units for a rejected write; AWS charges as if it had been applied.
  t.strictSame(take(), [1]);
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

test('the totals cost half a read unit for each of list, total and shards, once in 5 seconds', async (t) => {
  let now = noon;
  const { visitors, take } = await metered(t, () => now);
  await visitors.track(visitOf(0), soon());
  now += 6000;
  take();
  await visitors.totals();
  await visitors.track(visitOf(1), soon());
  const [list, rest = Number.NaN, visit] = take();
  t.strictSame([list, visit], [0.5, 1]);
  t.ok(rest <= 0.5 + 2 * 0.5, `${rest}`);
  await visitors.totals();
  t.strictSame(take(), []);
});

test('the cost of a visit grows with its shard as docs/cost.md assumes', async (t) => {
  const { repository, take } = await metered(t);
  const found = await repository.openDay(today, soon());
  if (!found) throw new Error('over');
  take();
  const networks = new Set<string>();
  const units: number[] = [];
  for (let i = 0; units.length < 250; i++) {
    const visitor = identify(found.open.salt, `10.${i >> 8}.${i & 255}.1`, '');
    // Networks with the same two characters share a counter, and cost less.
    if (networks.has(visitor.network)) continue;
    networks.add(visitor.network);
    const dimensions = { path: '/', referrer: 'none', country: 'DE', device: 'desktop' };
    await repository.countVisit(found.open, { visitor, dimensions }, soon());
    units.push(...take());
  }
  t.strictSame(
    units,
    units.map((_, i) => unitsOfVisitor(i + 1)),
  );
});

test('a year of trends costs 10 read units at most, and an overview half a unit per day', async (t) => {
  const { table, visitors, take } = await metered(t);
  await fillYear(table);
  await visitors.track(visitOf(0), soon());
  take();
  await visitors.dailyTrends(365);
  const year = take();
  t.comment(`trends of a year: ${year}`);
  t.equal(year.length, 2, 'two round trips');
  t.ok(sum(year) <= 10);
  await visitors.monthlyTrends(24);
  const months = take();
  t.equal(months.length, 2);
  t.ok(sum(months) <= 10);
  for (const Key of shardKeys({ sk: today, shards: 2 })) {
    const write = {
      UpdateExpression: 'SET hosts = :none',
      ExpressionAttributeValues: { ':none': 0 },
    };
    await table.client.send(new UpdateCommand({ TableName: table.ephemeral, Key, ...write }));
  }
  for (const days of [1, 4, 7, 30, 365]) {
    await visitors.summaries(days);
    const overview = take();
    // The list of days, each day, and four items of two shards; eventually consistent. Today has no sums
    // yet, but AWS charges for them as well.
    const ofToday = 0.5;
    t.equal(sum(overview) + ofToday, 0.5 + days / 2 + 2, `overview of ${days} days`);
    t.equal(overview.length, 1 + Math.ceil((days + 4) / 100), 'all but the first at the same time');
  }
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
    await repositoryOn(table).addSummary(day, summary, soon());
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
