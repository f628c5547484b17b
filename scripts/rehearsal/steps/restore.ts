import assert from 'node:assert/strict';
import {
  DeleteItemCommand,
  DeleteTableCommand,
  PutItemCommand,
  RestoreTableToPointInTimeCommand,
  UpdateContinuousBackupsCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { items } from '../kept.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs } from '../stack.ts';
import { count } from './site.ts';

/** Deletes all items and copies them back from a restored table: the counter continues. */
export async function restoreTable(rehearsal: Rehearsal): Promise<string> {
  const { table, api } = await outputs(rehearsal);
  const { dynamo } = rehearsal.aws;
  await dynamo.send(
    new UpdateContinuousBackupsCommand({
      TableName: table,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  );
  const counted = await count(`${api}/count`);
  const before = await items(rehearsal, table);
  const restored = `${table}-restored`;
  await dynamo.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: table,
      TargetTableName: restored,
      UseLatestRestorableTime: true,
    }),
  );
  for (const { pk, sk } of before) {
    await dynamo.send(new DeleteItemCommand({ TableName: table, Key: { pk, sk } as Key }));
  }
  assert.equal(await count(`${api}/count`), 1, 'the counter of an emptied table');

  await waitUntilTableExists({ client: dynamo, maxWaitTime: 60 }, { TableName: restored });
  for (const Item of await items(rehearsal, restored)) {
    await dynamo.send(new PutItemCommand({ TableName: table, Item }));
  }
  await dynamo.send(new DeleteTableCommand({ TableName: restored }));
  assert.deepEqual(await items(rehearsal, table), before);
  assert.equal(await count(`${api}/count`), counted + 1);
  return 'by hand: recovery is switched on, and restores before the loss';
}

type Key = NonNullable<ConstructorParameters<typeof DeleteItemCommand>[0]['Key']>;

/** Deletes all files and restores them from their versions. */
export async function restoreSite(rehearsal: Rehearsal): Promise<string> {
  const { bucket: Bucket, site } = await outputs(rehearsal);
  const { s3 } = rehearsal.aws;
  const page = await (await fetch(site)).text();
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  assert.notEqual((await fetch(site)).status, 200, 'the page of an emptied bucket');

  const { DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  for (const { Key, VersionId } of DeleteMarkers) {
    await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  }
  const restored = await fetch(site);
  assert.equal(restored.status, 200);
  assert.equal(await restored.text(), page);
  return `${DeleteMarkers.length} files`;
}
