import { setTimeout as sleep } from 'node:timers/promises';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { test } from 'tap';
import { makeTable } from '../support/table.ts';

test('the ephemeral table deletes an item once it has expired', async (t) => {
  const { client, ephemeral: TableName } = await makeTable(t, { expiry: true });
  const put = (sk: string, seconds: number) => {
    const expiresAt = Math.floor(Date.now() / 1000) + seconds;
    return client.send(new PutCommand({ TableName, Item: { pk: 'test', sk, expiresAt } }));
  };
  const has = async (sk: string) =>
    Boolean((await client.send(new GetCommand({ TableName, Key: { pk: 'test', sk } }))).Item);
  await put('expired', -60);
  await put('later', 3600);
  // tap's own time limit ends this loop if the item stays.
  while (await has('expired')) await sleep(100);
  t.ok(await has('later'));
});
