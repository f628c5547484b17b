import assert from 'node:assert/strict';
import { ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { BatchWriteItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { Rehearsal } from './rehearsal.ts';
import { outputs } from './stack.ts';

/** Adds items beside the counter, as many as one request can write. */
export async function addItems(rehearsal: Rehearsal): Promise<void> {
  const { table } = await outputs(rehearsal);
  const puts = Array.from({ length: 25 }, (_, i) => ({
    PutRequest: {
      Item: { pk: { S: 'rehearsal' }, sk: { S: `${i}` }, bytes: { B: Buffer.from([i]) } },
    },
  }));
  await rehearsal.aws.dynamo.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
}

/** Everything that a deploy must not change: items, objects, accounts and addresses. */
export async function whatIsKept(rehearsal: Rehearsal) {
  const { site, api, bucket, table, userPool } = await outputs(rehearsal);
  return {
    addresses: { site, api, bucket, table, userPool },
    users: await users(rehearsal, userPool),
    items: await items(rehearsal, table),
    objects: await objects(rehearsal, bucket),
  };
}

export async function items({ aws }: Rehearsal, TableName: string) {
  const found = [];
  for await (const { Items = [] } of paginateScan({ client: aws.dynamo }, { TableName })) {
    found.push(...Items);
  }
  assert.ok(found.length > 0, `${TableName} has items`);
  return found.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

export async function users({ aws }: Rehearsal, UserPoolId: string) {
  const { Users = [] } = await aws.cognito.send(new ListUsersCommand({ UserPoolId }));
  assert.equal(Users.length, 1, `${UserPoolId} has one user`);
  return Users;
}

async function objects({ aws }: Rehearsal, Bucket: string) {
  const { Versions = [] } = await aws.s3.send(new ListObjectVersionsCommand({ Bucket }));
  assert.ok(Versions.length > 0, `${Bucket} has objects`);
  return Versions.map(({ Key, VersionId, ETag, IsLatest }) => ({ Key, VersionId, ETag, IsLatest }));
}
