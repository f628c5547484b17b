import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Test, test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { addDays, daysUpTo } from '../../app/days/utc-day.ts';
import { forEach } from '../../app/distinct/for-each.ts';
import { NotFound, Unavailable } from '../../app/errors.ts';
import { dynamoImports } from '../../app/features/imports/dynamo-repository.ts';
import { importService } from '../../app/features/imports/service.ts';
import { breakWire, type WireFault, wireFaults } from '../support/broken-wire.ts';
import { billed } from '../support/capacity.ts';
import { clientThrough, databaseEnv, makeTable } from '../support/table.ts';

const today = '2026-11-27';
const year = daysUpTo(addDays(today, -1), 365);
/** For tests with several imports in one process, which share its time limits. */
const season = year.slice(-90);

async function imports(t: Test) {
  const table = await makeTable(t);
  /** As another process. */
  const service = () => {
    const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
    const db = database(client);
    const repository = dynamoImports(db, db.table(table.name));
    const options = { firstDay: async () => undefined, today: () => today };
    return { client, ...importService(repository, options) };
  };
  return service;
}

const file = (days: string[], id = 'csv-1') => ({
  ...{ id, source: 'csv' as const },
  days: days.map((date) => ({ date, visitors: 3, views: 4, paths: { '/': 3 } })),
});

test('statistics of a site without foreign numbers pay for their years only', async (t) => {
  const service = await imports(t);
  const { client, totals, summaries, add } = service();
  const bill = billed(client);
  await totals(year);
  await summaries(year);
  t.equal(bill.readUnits, 4, 'two years, twice');
  await add(file(year.slice(-1)), false);
  bill.readUnits = 0;
  await summaries(year);
  t.ok(bill.readUnits <= 4, `${bill.readUnits}`);
});

test('the same file twice at once is imported once', async (t) => {
  const service = await imports(t);
  const all = await Promise.all([1, 2, 3].map(() => service().add(file(season), false)));
  t.equal(
    all.reduce((sum, { added }) => sum + added, 0),
    season.length + 1,
  );
  t.strictSame(
    all.flatMap(({ refused }) => refused),
    [],
  );
  t.equal((await service().totals(season)).size, 90);
  t.match(await service().add(file(season), false), { added: 0, unchanged: 91 });
});

test('two files of the same days at once: each day has one of them', async (t) => {
  const service = await imports(t);
  const files = [file(season), file(season, 'csv-2')];
  const all = await Promise.all(files.map((one) => service().add(one, false)));
  const added = all.map((outcome) => outcome.added - 1);
  t.equal((added[0] ?? 0) + (added[1] ?? 0), 90);
  t.equal(all.flatMap(({ refused }) => refused).length, 90);
  for (const [i, { id }] of files.entries()) {
    t.equal((await service().daysOf(id, undefined, 999)).length, added[i]);
    await service().remove(id);
  }
  t.equal((await service().summaries(season)).size, 0);
  t.strictSame(await service().list(), []);
});

/** From its request number `at` on, everything fails. */
function breakFrom(client: DynamoDBDocumentClient, fault: WireFault, at: number) {
  let requests = 0;
  breakWire(client, () => (requests++ < at ? 'none' : fault));
}

test('imports and deletions that are interrupted anywhere are complete after a second one', async (t) => {
  const faults = wireFaults.flatMap((fault) => [3, 9].map((at) => ({ fault, at })));
  await forEach(faults, 3, async ({ fault, at }) => {
    const service = await imports(t);
    const { client, ...broken } = service();
    breakFrom(client, fault, at);
    await t.rejects(broken.add(file(year), false), Unavailable);
    const again = await service().add(file(year), false);
    t.match(again, { skipped: 0, refused: [] });
    t.equal(again.added + again.unchanged, 366);
    t.equal((await service().daysOf('csv-1', undefined, 999)).length, 365);

    const { client: other, ...removing } = service();
    breakFrom(other, fault, at);
    await t.rejects(removing.remove('csv-1'), Unavailable);
    await service()
      .remove('csv-1')
      .catch((error) => t.type(error, NotFound));
    t.equal((await service().totals(year)).size, 0);
  });
});
