import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Test, test } from 'tap';
import type { OpenDay } from '../../app/days/day.ts';
import { dayKeys } from '../../app/days/keys.ts';
import { addDays, daysUpTo } from '../../app/days/utc-day.ts';
import { identify } from '../../app/days/visitor.ts';
import { dataKeys } from '../../app/features/visitors/keys.ts';
import type { VisitorRepository } from '../../app/features/visitors/repository.ts';
import { summarize } from '../../app/features/visitors/summary.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { clientThrough, makeTable } from '../support/table.ts';
import { addDay, repositoryOn, soon } from '../support/visitors.ts';

const day = '2026-11-21';

async function opened(repository: VisitorRepository, of = day): Promise<OpenDay> {
  const found = await repository.openDay(of, soon());
  if (!found) throw new Error(`${of} is over`);
  return found.open;
}

/** The visit of `agent` from `address` by way of `referrer`. */
function visit({ salt }: OpenDay, address: string, agent = '', referrer = 'none') {
  const dimensions = { path: '/', referrer, country: 'DE', device: 'desktop' };
  return { visitor: identify(salt, address, agent), dimensions };
}

async function summary(repository: VisitorRepository, of = day) {
  const found = (await repository.summaries([of], soon())).get(of);
  if (!found) throw new Error(`There is no summary of ${of}`);
  return found;
}

test('all concurrent openers of a day get the same salt, and one of them is the first', async (t) => {
  const table = await makeTable(t);
  const found = await Promise.all(
    Array.from({ length: 30 }, () => repositoryOn(table).openDay(day, soon())),
  );
  t.equal(new Set(found.map((one) => Buffer.from(one?.open.salt ?? []).toString('hex'))).size, 1);
  t.equal(found[0]?.open.salt.length, 32);
  t.equal(found.filter((one) => one?.isNew).length, 1);
});

test('the salt of a day that is never rolled up expires three days after it', async (t) => {
  const table = await makeTable(t);
  const { salt } = await opened(repositoryOn(table));
  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.ephemeral }));
  t.equal(Items.length, 2);
  t.strictSame(
    Items.find(({ pk }) => pk === 'DAYS'),
    { ...dayKeys.day(day), capacity: 40 },
    'the day itself is not',
  );
  t.strictSame(
    Items.find(({ pk }) => pk === 'SALTS'),
    { ...dayKeys.salt(day), salt, expiresAt: Date.parse('2026-11-25T00:00:00Z') / 1000 },
  );
});

test('a day keeps the capacity of its items when another version of the app has another one', async (t) => {
  const table = await makeTable(t);
  const [old, next] = [repositoryOn(table, { capacity: 3 }), repositoryOn(table, { capacity: 7 })];
  t.equal((await opened(old)).capacity, 3);
  t.equal((await opened(next)).capacity, 3);
  t.equal((await opened(next, '2026-11-22')).capacity, 7);
});

test('changing the agent adds no visitors beyond the limit of a network', async (t) => {
  const repository = repositoryOn(await makeTable(t), { maxPerNetwork: 3 });
  const open = await opened(repository);
  const outcomes: (string | undefined)[] = [];
  for (let i = 0; i < 6; i++) {
    const one = visit(open, `192.0.2.${i}`, `agent ${i}`);
    outcomes.push((await repository.countVisit(open, one, soon()))?.outcome);
  }
  const limited = 'rate-limited';
  t.strictSame(outcomes, ['counted', 'counted', 'counted', limited, limited, limited]);
  const again = visit(open, '192.0.2.0', 'agent 0');
  t.equal((await repository.countVisit(open, again, soon()))?.outcome, 'duplicate');
  const elsewhere = visit(open, '198.51.100.1', 'agent 0');
  t.equal((await repository.countVisit(open, elsewhere, soon()))?.outcome, 'counted');
});

test('fifty concurrent visits, twenty times, do not exceed the limit of their network', async (t) => {
  const repository = repositoryOn(await makeTable(t), { maxPerNetwork: 10 });
  const open = await opened(repository);
  for (let round = 0; round < 20; round++) {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        repository.countVisit(open, visit(open, '192.0.2.1', `${round} ${i}`), soon()),
      ),
    );
  }
  t.equal((await summary(repository)).visitors, 10);
});

test('roll-up moves the sums of a day once, and leaves no data about its visitors', async (t) => {
  const table = await makeTable(t);
  const repository = repositoryOn(table);
  const open = await opened(repository);
  for (let i = 0; i < 10; i++) {
    await repository.countVisit(open, visit(open, `10.0.${i}.1`, '', 'news.example'), soon());
  }
  await repository.countExcluded(open, 'bot', soon());
  await repository.countExcluded(open, 'duplicate', soon());
  const before = await summary(repository);

  const tomorrow = addDays(day, 1);
  await Promise.all([repository.rollUp(tomorrow, soon()), repository.rollUp(tomorrow, soon())]);
  await repository.rollUp(tomorrow, soon());
  t.strictSame(await summary(repository), { ...before, ...dataKeys.summary(day) });
  t.strictSame((await repository.dayTotals([day], soon())).get(day), { visitors: 10, views: 11 });
  t.match(await repository.totals(soon()), { rolledUp: 10, open: new Map() });

  const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.ephemeral }));
  t.equal(Items.length, 7, 'the roots of visits and of views of content, the ledger and the day');
  for (const { pk, sk, expiresAt, ...left } of Items) {
    t.ok(expiresAt > Date.parse(tomorrow) / 1000);
    const expected =
      pk === 'DAYS'
        ? { capacity: 40, rolledUp: true, forgotten: true }
        : { closed: true, emptied: true };
    t.strictSame(left, expected, `${pk} ${sk}`);
  }
});

test('a late visit is rejected by tree, ledger and salt', async (t) => {
  const table = await makeTable(t);
  const repository = repositoryOn(table);
  const open = await opened(repository);
  await repository.countVisit(open, visit(open, '192.0.2.1'), soon());
  await repository.rollUp(addDays(day, 1), soon());
  t.equal(await repository.countVisit(open, visit(open, '198.51.100.1'), soon()), undefined);
  for (const process of [repository, repositoryOn(table)]) {
    t.equal(await process.countVisit(open, visit(open, '192.0.2.1'), soon()), undefined);
  }
  t.equal(await repository.countExcluded(open, 'bot', soon()), false);
  t.equal(await repository.openDay(day, soon()), undefined);
  t.equal((await summary(repository)).visitors, 1);
});

test('the sums include all days of a year, over the new year', async (t) => {
  const repository = repositoryOn(await makeTable(t));
  const days = daysUpTo('2027-01-02', 5);
  for (const [i, of] of days.entries()) {
    const open = await opened(repository, of);
    for (let visitor = 0; visitor <= i; visitor++) {
      await repository.countVisit(open, visit(open, `10.0.${visitor}.1`), soon());
    }
  }
  await repository.rollUp('2027-01-02', soon());
  const totals = await repository.dayTotals(daysUpTo('2027-01-02', 365), soon());
  t.strictSame(
    [...totals].map(([of, { visitors }]) => [of, visitors]),
    days.map((of, i) => [of, i + 1]),
  );
  const { rolledUp, open } = await repository.totals(soon());
  t.equal(rolledUp, 10);
  t.equal(open.get('2027-01-02'), 5);
});

test('the sums of a day are added once, and never replace those of its own visitors', async (t) => {
  const repository = repositoryOn(await makeTable(t));
  const sums = { ...summarize(), visitors: 7 };
  t.equal(await addDay(repository, day, sums), true);
  t.equal(await addDay(repository, day, sums), false);
  t.equal((await summary(repository)).visitors, 7);
  t.match(await repository.totals(soon()), { rolledUp: 7, open: new Map() });
});

test('the sums of a day are added once, and reported so, when the first answer is lost', async (t) => {
  const proxy = await startFaultProxy(t);
  const table = await makeTable(t);
  const repository = repositoryOn(table, { client: clientThrough(t, proxy.url) });
  // After the list of days and the day itself.
  let request = 0;
  proxy.fault = () => (++request === 3 ? 'drop-answer' : 'none');
  t.equal(await addDay(repository, day, { ...summarize(), visitors: 7 }), true);
  t.equal(proxy.requests, 5, 'with the retry, and the mark of forgotten days');
  t.match(await repository.totals(soon()), { rolledUp: 7, open: new Map() });
});

test('without the tables, every method throws Unavailable', async (t: Test) => {
  const { client } = await makeTable(t);
  const gone = repositoryOn({ name: 'gone', ephemeral: 'gone-too', client });
  const open = { day, capacity: 40, salt: Buffer.alloc(32) };
  const brief = () => AbortSignal.timeout(100);
  for (const ask of [
    () => gone.openDay(day, brief()),
    () => gone.countVisit(open, visit(open, '192.0.2.1'), brief()),
    () => gone.countExcluded(open, 'bot', brief()),
    () => gone.rollUp(day, brief()),
    () => gone.totals(brief()),
    () => gone.dayTotals([day], brief()),
    () => gone.addDays(new Map([[day, summarize()]]), brief()),
    () => gone.storedDays(undefined, 1, brief()),
    () => gone.summaries([day], brief()),
  ]) {
    await t.rejects(ask() as Promise<unknown>, { name: 'Unavailable' });
  }
});
