import { test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { distinctCounter } from '../../app/distinct/distinct-counter.ts';
import { runningSums } from '../../app/distinct/running-sums.ts';
import { billed } from '../support/capacity.ts';
import { entryOf, treeOf } from '../support/entries.ts';
import { makeTable } from '../support/table.ts';
import { soon } from '../support/visitors.ts';

test('a process knows at once what it has added, and never more than there is', async (t) => {
  const { client, name } = await makeTable(t);
  const db = database(client);
  const table = db.table(name);
  const tree = treeOf(3);
  let now = 0;
  const sums = runningSums(db, table, tree, () => now);
  const [own, other] = [distinctCounter(db, table, 100), distinctCounter(db, table, 100)];
  let added = 0;
  let before = 0;
  for (let i = 0; i < 120; i++) {
    const { item } = await (i % 3 ? own : other).add(tree, entryOf(`network ${i % 50}`, i), soon());
    added++;
    if (item && i % 3) sums.learn(item.path, item.ids);
    now += 2000;
    const known = await sums.get(soon());
    const ids = known?.idsNow ?? 0;
    const least = i % 3 ? before + 1 : before;
    if (ids > added || ids < least) t.fail(`${ids} of ${added}, after ${before}`);
    before = ids;
  }
  now += 60_000;
  t.match(await sums.get(soon()), { ids: 120, idsNow: 120, readAt: now });
});

test('full items are read once', async (t) => {
  const { client, name } = await makeTable(t);
  const db = database(client);
  const table = db.table(name);
  const tree = treeOf(3);
  const counter = distinctCounter(db, table, 100);
  for (let i = 0; i < 60; i++) await counter.add(tree, entryOf(`network ${i}`, 0), soon());
  let now = 0;
  const sums = runningSums(db, table, tree, () => now);
  const bill = billed(client);
  await sums.get(soon());
  const first = bill.readUnits;
  await sums.get(soon());
  t.equal(bill.readUnits, first, 'not due');
  now += 60_000;
  t.match(await sums.get(soon()), { ids: 60 });
  const [items, others] = [first * 2, (bill.readUnits - first) * 2];
  // Each full item has four children, and all but the root are children.
  t.equal(items, 1 + 4 * (items - others));
});
