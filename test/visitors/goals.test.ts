import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { test } from 'tap';
import { overview } from '../../app/features/analytics/overview.ts';
import { type Goal, goals } from '../../app/features/visitors/goals.ts';
import { consumedCapacity } from '../support/capacity.ts';
import { clientThrough, databaseEnv, makeTable } from '../support/table.ts';
import { repositoryOn, serviceOn, soon, visitOf } from '../support/visitors.ts';

const day = '2026-11-21';
const noon = Date.parse(`${day}T12:00:00Z`);
const reach = (visitor: number, goal: Goal) => ({ ...visitOf(visitor), goal });

test('a goal counts once per visitor and day, and is neither a visit nor a view', async (t) => {
  const table = await makeTable(t);
  const clock = { now: noon };
  const now = () => clock.now;
  const visitors = serviceOn(repositoryOn(table, { now }), now);
  const other = serviceOn(repositoryOn(table, { now }), now);
  for (const visitor of [1, 2]) await visitors.track(visitOf(visitor), soon());
  for (const goal of goals) {
    t.strictSame(await visitors.track(reach(1, goal), soon()), { day }, goal);
    t.match(await other.track(reach(1, goal), soon()), { reason: 'duplicate' });
  }
  await visitors.track(reach(2, 'pdf'), soon());
  const expected = { pdf: 2, email: 1, phone: 1, linkedin: 1, github: 1, link: 1 };
  for (const service of [visitors, serviceOn(repositoryOn(table, { now }), now)]) {
    const { days } = await service.summaries(1);
    t.match(days, [{ visitors: 2, goals: expected, uncounted: { duplicate: 0 } }]);
    t.strictSame(overview(days).goals[0], { name: 'pdf', visitors: 2 });
    t.equal(overview(days).goals.length, goals.length);
  }

  clock.now += 24 * 3_600_000;
  await visitors.track(reach(1, 'pdf'), soon());
  await visitors.rollUp(soon());
  const { days } = await visitors.summaries(2);
  t.match(days, [{ goals: expected }, { visitors: 0, goals: { pdf: 1 } }]);
  await repositoryOn(table).forget(day, soon());
  t.match((await visitors.summaries(2)).days, [{ visitors: 2, goals: {} }, { goals: { pdf: 1 } }]);
});

test('goals of whoever is not counted are not counted, and not in the ledger of visits', async (t) => {
  const visitors = serviceOn(repositoryOn(await makeTable(t)), () => noon);
  await visitors.track(visitOf(1), soon());
  const { headers, ...request } = reach(2, 'email');
  const excluded = [
    [{ headers: {} }, 'bot'],
    [{ headers: { ...headers, 'sec-gpc': '1' } }, 'opted-out'],
    [{ headers, isOwner: true }, 'owner'],
    [{ headers, isCrossSite: true }, 'cross-site'],
  ] as const;
  for (const [difference, reason] of excluded) {
    t.match(await visitors.track({ ...request, ...difference }, soon()), { reason });
  }
  const { ledger, goals } = overview((await visitors.summaries(1)).days);
  t.strictSame([ledger.received, goals], [1, []]);
});

test('a network reaches a goal as often as its limit says', async (t) => {
  const visitors = serviceOn(repositoryOn(await makeTable(t), { maxPerNetwork: 2 }), () => noon);
  const { headers, ...request } = reach(1, 'pdf');
  const reasons: (string | undefined)[] = [];
  for (const i of [1, 2, 3]) {
    const agent = { 'user-agent': `${headers['user-agent']} ${i}` };
    reasons.push((await visitors.track({ ...request, headers: agent }, soon())).reason);
  }
  t.strictSame(reasons, [undefined, undefined, 'rate-limited']);
});

test('a goal costs one write unit', async (t) => {
  const table = await makeTable(t);
  const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
  const visitors = serviceOn(repositoryOn(table, { client }), () => noon);
  await visitors.track(reach(0, 'pdf'), soon());
  const units = consumedCapacity(client);
  for (const visitor of [1, 2, 3]) await visitors.track(reach(visitor, 'pdf'), soon());
  t.strictSame(units, [1, 1, 1]);
});

test('the tables do not tell that one visitor opened the page and reached goals', async (t) => {
  const table = await makeTable(t);
  const visitors = serviceOn(repositoryOn(table), () => noon);
  await visitors.track(visitOf(1), soon());
  for (const goal of ['pdf', 'email'] as const) await visitors.track(reach(1, goal), soon());
  const scan = new ScanCommand({ TableName: table.ephemeral, ConsistentRead: true });
  const { Items = [] } = await table.client.send(scan);
  const ids = Items.flatMap(({ seen = [] }) =>
    [...seen].map((id) => Buffer.from(id).toString('hex')),
  );
  t.equal(new Set(ids).size, 3);
});
