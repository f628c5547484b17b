import assert from 'node:assert/strict';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { Rehearsal } from './rehearsal.ts';
import { outputs } from './stack.ts';

/** All that a deploy must not touch: items, objects, and where everything is. */
export async function whatIsKept(rehearsal: Rehearsal) {
  const { site, api, bucket, table } = await outputs(rehearsal);
  return {
    addresses: { site, api, bucket, table },
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

async function objects({ aws }: Rehearsal, Bucket: string) {
  const { Versions = [] } = await aws.s3.send(new ListObjectVersionsCommand({ Bucket }));
  assert.ok(Versions.length > 0, `${Bucket} has objects`);
  return Versions.map(({ Key, VersionId, ETag, IsLatest }) => ({ Key, VersionId, ETag, IsLatest }));
}
