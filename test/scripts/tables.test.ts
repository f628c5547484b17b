import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { test } from 'tap';
import { createTables } from '../../scripts/local/tables.ts';
import { clientThrough, databaseEnv } from '../support/table.ts';

test('of the table of what is forgotten, an item is deleted once it has expired', async (t) => {
  const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
  const names = { VisitorTable: 'test-expiry', ForgettableTable: 'test-expiry-forgettable' };
  await createTables(client, names);
  t.teardown(async () => {
    for (const TableName of Object.values(names)) {
      await client.send(new DeleteTableCommand({ TableName }));
    }
  });
  const TableName = names.ForgettableTable;
  const put = (sk: string, seconds: number) => {
    const expiresAt = Math.floor(Date.now() / 1000) + seconds;
    return client.send(new PutCommand({ TableName, Item: { pk: 'test', sk, expiresAt } }));
  };
  const has = async (sk: string) =>
    Boolean((await client.send(new GetCommand({ TableName, Key: { pk: 'test', sk } }))).Item);
  await put('expired', -60);
  await put('later', 3600);
  // tap's own time limit ends this, should it never be.
  while (await has('expired')) await sleep(100);
  t.ok(await has('later'));
});
