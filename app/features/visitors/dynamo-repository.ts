import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDays } from './dynamo-days.ts';
import { dynamoFolding } from './dynamo-roll-up.ts';
import { dynamoStatistics } from './dynamo-statistics.ts';
import { dynamoVisits } from './dynamo-visits.ts';
import type { Tables } from './keys.ts';
import type { VisitorRepository } from './repository.ts';

interface Options {
  tables: Tables;
  /** Of days that are opened from now on. */
  shards: number;
  maxPerNetwork: number;
}

export function dynamoVisitorRepository(
  client: DynamoDBDocumentClient,
  { tables, shards, maxPerNetwork }: Options,
): VisitorRepository {
  const { openDay, list } = dynamoDays(client, tables.ephemeral, shards);
  return {
    openDay,
    ...dynamoVisits(client, { table: tables.ephemeral, maxPerNetwork }),
    fold: dynamoFolding(client, tables, list),
    ...dynamoStatistics(client, tables, list),
  };
}
