import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { clientThrough, makeTable } from '../support/table.ts';

const key = { pk: 'a', sk: 'b' };
const retry = 'always';

test('a request that would fail again is sent once', async (t) => {
  const proxy = await startFaultProxy(t);
  const { name, client } = await makeTable(t);
  const db = database(clientThrough(t, proxy.url));
  const table = db.table(name);
  const notValid = { UpdateExpression: 'ADD n :text', ExpressionAttributeValues: { ':text': 'x' } };
  const empty = { TableName: name, Item: { pk: '', sk: '' } };
  for (const [what, call] of Object.entries({
    'an update that is not valid': () => table.update(key, notValid, { retry }),
    'a missing table': () => db.table('gone').get(key),
    'an item of more than 400 KB': () =>
      table.put({ ...key, text: 'x'.repeat(500_000) }, { retry }),
    'a transaction that is not valid': () => db.transact([{ Put: empty }]),
  })) {
    const before = proxy.requests;
    await t.rejects(call() as Promise<unknown>, { name: 'Unavailable' }, what);
    t.equal(proxy.requests - before, 1, what);
  }
  t.equal((await client.send(new ScanCommand({ TableName: name }))).Count, 0);
});

for (const denied of ['AccessDeniedException', 'UnrecognizedClientException']) {
  test(`a request that gets ${denied} is sent once, one that is throttled again`, async (t) => {
    const proxy = await startFaultProxy(t);
    const { name } = await makeTable(t);
    const table = database(clientThrough(t, proxy.url)).table(name);
    let faults = 2;
    proxy.fault = () => (faults-- > 0 ? 'throttle' : 'none');
    t.equal(await table.get(key), undefined);
    t.equal(proxy.requests, 3);
    proxy.throttled = denied;
    faults = 1;
    await t.rejects(table.get(key), { name: 'Unavailable' });
    t.equal(proxy.requests, 4);
  });
}

test('a transaction says which of its actions failed their conditions, and does none of them', async (t) => {
  const { name, client } = await makeTable(t);
  const db = database(client);
  await db.table(name).put({ ...key, n: 1 }, { retry });
  const put = (sk: string, ConditionExpression?: string) => ({
    Put: {
      TableName: name,
      Item: { pk: 'a', sk },
      ...(ConditionExpression && { ConditionExpression }),
    },
  });
  const isNew = 'attribute_not_exists(pk)';
  const writes = [put('c'), put('b', isNew), put('d', isNew), put('e', 'attribute_exists(pk)')];
  await t.rejects(db.transact(writes), { name: 'ConditionFailed', actions: [1, 3] });
  t.equal((await client.send(new ScanCommand({ TableName: name }))).Count, 1);
});

test('a long query goes on at the key where its page ended', async (t) => {
  const { name, client } = await makeTable(t);
  const table = database(client).table(name);
  for (const sk of ['1', '2', '3']) await table.put({ pk: 'a', sk }, { retry });
  const query = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': 'a' },
    Limit: 2,
  };
  const { items, lastKey } = await table.queryPage(query);
  t.strictSame([items.length, lastKey], [2, { pk: 'a', sk: '2' }]);
  t.strictSame(await table.queryPage({ ...query, ExclusiveStartKey: lastKey }), {
    items: [{ pk: 'a', sk: '3' }],
  });
  t.strictSame(await table.query(query), items);
});
