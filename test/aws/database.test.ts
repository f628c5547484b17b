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
