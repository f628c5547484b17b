import { randomBytes } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Test, test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import type { Entry } from '../../app/distinct/add-once.ts';
import { distinctCounter } from '../../app/distinct/distinct-counter.ts';
import { forEach } from '../../app/distinct/for-each.ts';
import { treeRollUp } from '../../app/distinct/roll-up.ts';
import { runningSums } from '../../app/distinct/running-sums.ts';
import type { Sums } from '../../app/distinct/sums.ts';
import type { Tree } from '../../app/distinct/tree.ts';
import { entryOf, treeOf } from '../support/entries.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { clientThrough, makeTable } from '../support/table.ts';
import { soon } from '../support/visitors.ts';

async function site(t: Test, { capacity = 3, maxPerNetwork = 1000 } = {}) {
  const { client, name } = await makeTable(t);
  const db = database(client);
  const table = db.table(name);
  const tree = treeOf(capacity);
  const process = () => distinctCounter(db, table, maxPerNetwork);
  const first = process();
  return {
    tree,
    process,
    add: async (entry: Entry, by = first) => (await by.add(tree, entry, soon())).outcome,
    put: (path: string, item: object) =>
      client.send(new PutCommand({ TableName: name, Item: { ...tree.key(path), ...item } })),
    sums: async () => (await runningSums(db, table, tree, Date.now).get(soon())) ?? 'emptied',
    rollUp: treeRollUp(db, table),
  };
}

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

test('ids of many networks are counted once each, whichever processes add them', async (t) => {
  const { tree, process, sums } = await site(t);
  const processes = [process(), process(), process()];
  const results = await forEach(numbers(900), 20, (i) => {
    const by = processes[i % 3] ?? process();
    return by.add(tree, entryOf(`network ${i % 100}`, i % 300), soon());
  });
  t.ok(results.every(({ outcome }) => ['added', 'duplicate'].includes(outcome)));
  // On a busy machine, a write may time out after it was applied: its retry gets `duplicate`.
  const added = results.filter(({ outcome }) => outcome === 'added').length;
  const unsure = results.filter(({ mayHaveAdded }) => mayHaveAdded).length;
  t.ok(added <= 300 && added + unsure >= 300, `${added} added, ${unsure} after a lost answer`);
  t.match(await sums(), { ids: 300, counters: new Map([['Rnone', 300]]) });
});

test('the limit of a network holds over all items on its path, and over all processes', async (t) => {
  const { add, process, sums } = await site(t, { maxPerNetwork: 10 });
  const processes = [process(), process(), process()];
  for (const i of numbers(20)) await add(entryOf(`another ${i}`, 0));
  const outcomes = await forEach(numbers(60), 20, (i) => add(entryOf('one', i), processes[i % 3]));
  t.equal(outcomes.filter((outcome) => outcome !== 'rate-limited').length, 10);
  t.match(await sums(), { ids: 30 });
});

test('a process that is asked about two trees at a time mixes up nothing', async (t) => {
  const { client, name } = await makeTable(t);
  const db = database(client);
  const counter = distinctCounter(db, db.table(name), 1000);
  const trees = [treeOf(3, 'yesterday'), treeOf(3, 'today')];
  const added = await forEach(numbers(400), 20, (i) =>
    counter.add(trees[i % 2] as Tree, entryOf(`network ${i >> 1}`, 0), soon()),
  );
  t.ok(added.every(({ outcome }) => ['added', 'duplicate'].includes(outcome)));
  for (const tree of trees) {
    t.match(await runningSums(db, db.table(name), tree, Date.now).get(soon()), { ids: 200 });
  }
});

test('a network brings two new names a day, and cannot hide those of others', async (t) => {
  const { add, process, sums } = await site(t, { capacity: 40 });
  const junk = numbers(30);
  await forEach(junk, 10, (i) => add(entryOf('spam', i, `junk${i}.example`), process()));
  for (const i of junk) {
    await add(entryOf(`network ${i}`, 0, i % 2 ? 'linkedin.com' : 'news.example'));
  }
  const { counters } = (await sums()) as Sums;
  t.match(counters, new Map([['Rlinkedin.com', 15]]));
  t.match(counters, new Map([['Rnews.example', 15]]));
  t.match(counters, new Map([['Rother', 28]]));
  t.equal(counters.size, 5, 'two names of junk');
});

test('a name that an item above has is not new, and a full item of names counts others together', async (t) => {
  const { add, sums } = await site(t, { capacity: 13 });
  for (const i of numbers(13)) await add(entryOf(`network ${i}`, 0, `host${i}.example`));
  for (const i of numbers(5)) await add(entryOf('one', i, `host${i}.example`));
  for (const i of numbers(5)) await add(entryOf('one', `new ${i}`, `new${i}.example`));
  const { counters } = (await sums()) as Sums;
  t.equal(counters.get('Rhost0.example'), 2);
  t.equal(counters.get('Rhost4.example'), 2);
  t.equal(counters.get('Rhost12.example'), undefined, 'the 13th name of the root');
  t.equal(counters.get('Rother'), 1 + 3);
  t.equal(counters.get('Rnew1.example'), 1);
});

test('a full path of 40 levels loses nothing', async (t) => {
  const { add, process, sums, rollUp, tree } = await site(t, { capacity: 1 });
  for (const i of numbers(50)) t.equal(await add(entryOf('one', i)), 'added');
  for (const i of [0, 25, 49]) {
    t.equal(await add(entryOf('one', i), process()), 'duplicate', `${i}, by another process`);
  }
  t.match(await sums(), { ids: 50 });
  t.match(await rollUp.close(tree, soon()), { ids: 50 });
  await rollUp.empty(tree, 1, soon());
  t.equal(await sums(), 'emptied');
  t.equal(await add(entryOf('one', 50), process()), 'closed');
});

test('an item that is larger than it should be, with attributes that nobody knows, loses nothing', async (t) => {
  const { add, put, sums, rollUp, tree } = await site(t);
  const ids = new Set(numbers(60).map(() => randomBytes(8)));
  const unknown = { text: 'x'.repeat(50_000), Rlist: [1], Xmap: { a: 1 }, Rtext: 'a', Pnull: null };
  await put('', { seen: ids, Rnone: 60, Nab: 60, number: 7, ...unknown });
  t.equal(await add(entryOf('one', 1)), 'added');
  t.equal(await add(entryOf('one', 1)), 'duplicate');
  t.match(await sums(), { ids: 61, counters: new Map([['Rnone', 61]]) });
  t.match(await rollUp.close(tree, soon()), { ids: 61 });
});

test('a crowd that waits for a throttled item goes on to its children once it is full', async (t) => {
  const proxy = await startFaultProxy(t);
  const { client, name } = await makeTable(t);
  const [direct, throttled] = [database(client), database(clientThrough(t, proxy.url))];
  const tree = treeOf(3);
  const slow = distinctCounter(throttled, throttled.table(name), 1000);
  await slow.add(tree, entryOf('network 0', 0), soon());
  const fast = distinctCounter(direct, direct.table(name), 1000);
  proxy.fault = (body) =>
    body.includes('UpdateExpression') && body.includes('T#"') ? 'throttle' : 'none';
  const waiting = slow.add(tree, entryOf('network 1', 0), soon());
  for (const i of [2, 3]) await fast.add(tree, entryOf(`network ${i}`, 0), soon());
  t.match(await waiting, { outcome: 'added' }, 'although the root accepts no write');
  const sums = await runningSums(direct, direct.table(name), tree, Date.now).get(soon());
  t.match(sums, { ids: 4 });
});

test('a closed tree takes no id from a process that knows it as open, and gets no items', async (t) => {
  const { add, process, rollUp, tree, sums } = await site(t);
  const late = process();
  for (const i of numbers(40)) await add(entryOf(`network ${i}`, 0), late);
  t.match(await rollUp.close(tree, soon()), { ids: 40 });
  for (const i of numbers(40)) t.equal(await add(entryOf(`late ${i}`, 0), late), 'closed');
  t.equal(await add(entryOf('network 1', 0), late), 'duplicate');
  t.match(await sums(), { ids: 40 });
  await rollUp.empty(tree, 1, soon());
  for (const i of numbers(10)) t.equal(await add(entryOf(`later ${i}`, 0), late), 'closed');
  t.equal(await sums(), 'emptied');
});

test('a roll-up that dies at any step is continued by the next one', async (t) => {
  const { add, rollUp, tree, sums } = await site(t);
  for (const i of numbers(60)) await add(entryOf(`network ${i}`, 0));
  for (let died = true, runs = 0; died && runs < 100; runs++) {
    // So briefly that some of the first runs fail.
    const signal = AbortSignal.timeout(2 + runs * 3);
    died = await rollUp.close(tree, signal).then(
      ({ ids }) => t.equal(ids, 60, `after ${runs} runs`) && false,
      () => true,
    );
  }
  for (let died = true, runs = 0; died && runs < 100; runs++) {
    const signal = AbortSignal.timeout(2 + runs * 3);
    died = await rollUp.empty(tree, 1, signal).then(
      () => false,
      () => true,
    );
  }
  t.equal(await sums(), 'emptied');
});
