import assert from 'node:assert/strict';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { dayKeys } from '../../../app/days/keys.ts';
import { pairTree } from '../../../app/days/pair-tree.ts';
import { addDays, utcDay } from '../../../app/days/utc-day.ts';
import { dataKeys, ephemeralKeys } from '../../../app/features/visitors/keys.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs, physicalId } from '../stack.ts';

/** Calls the nightly function, with its own role: it must roll up yesterday and delete its visitors. */
export async function nightlyRollUp(rehearsal: Rehearsal): Promise<string> {
  const { lambda, dynamo } = rehearsal.aws;
  const { table } = await outputs(rehearsal);
  const [ephemeral, nightly] = await Promise.all(
    ['EphemeralTable', 'NightlyFunction'].map((id) => physicalId(rehearsal, id)),
  );
  const client = DynamoDBDocumentClient.from(dynamo);
  const get = async (TableName: string | undefined, Key: Record<string, string>) =>
    (await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;

  const day = addDays(utcDay(Date.now()), -1);
  const seen = new Set([Buffer.alloc(8, 1)]);
  for (const Item of [
    { ...dayKeys.day(day), capacity: 40 },
    { ...dayKeys.salt(day), salt: Buffer.alloc(32, 1) },
    { ...ephemeralKeys.visits(day, ''), seen, CDE: 1 },
    // A view of a post that was deleted since.
    { ...pairTree({ day, capacity: 40 }).key(''), seen, VP0000000000000000: 1 },
  ]) {
    await client.send(new PutCommand({ TableName: ephemeral, Item }));
  }
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: nightly, Payload: '{}' }),
  );
  assert.equal(FunctionError, undefined, Buffer.from(Payload ?? []).toString());
  assert.equal((await get(table, dataKeys.summary(day)))?.visitors, 1, 'the total remains');
  assert.equal(await get(ephemeral, dayKeys.salt(day)), undefined, 'the salt is gone');
  assert.equal((await get(ephemeral, ephemeralKeys.visits(day, '')))?.seen, undefined);
  return 'by hand: a visitor of yesterday, and the call of the function';
}
