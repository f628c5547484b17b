import { test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { dynamoCountRepository } from '../../app/features/count/dynamo-repository.ts';
import { consumedCapacity } from '../support/capacity.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { clientThrough, makeTable } from '../support/table.ts';

test('counting starts in an empty table, and the total follows', async (t) => {
  const { client, name } = await makeTable(t);
  const counter = dynamoCountRepository(database(client).table(name));
  t.equal(await counter.total(), 0);
  t.equal(await counter.add(), 1);
  t.equal(await counter.add(), 2);
  t.equal(await counter.total(), 2);
});

test('a count costs one round trip and one write unit, and a total costs half a read unit', async (t) => {
  const proxy = await startFaultProxy(t);
  const { name } = await makeTable(t);
  const client = clientThrough(t, proxy.url);
  const consumed = consumedCapacity(client);
  const counter = dynamoCountRepository(database(client).table(name));
  await counter.add();
  await counter.add();
  t.equal(proxy.requests, 2);
  await counter.total();
  t.equal(proxy.requests, 3);
  t.strictSame(consumed, [1, 1, 0.5]);
});

test('five processes count ten times each, and get the numbers from 1 to 50', async (t) => {
  const { client, name } = await makeTable(t);
  const counter = dynamoCountRepository(database(client).table(name));
  const counts: number[] = [];
  // Lambda gives a process one request at a time.
  const countTenTimes = async () => {
    for (let i = 0; i < 10; i++) counts.push(await counter.add());
  };
  await Promise.all(Array.from({ length: 5 }, countTenTimes));
  t.strictSame(
    counts.sort((a, b) => a - b),
    Array.from({ length: 50 }, (_, i) => i + 1),
  );
});
