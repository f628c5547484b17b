import type { Database } from '../../aws/dynamo/database.ts';
import { dynamoDays } from './dynamo-days.ts';
import { dynamoRollUp } from './dynamo-roll-up.ts';
import { dynamoStatistics } from './dynamo-statistics.ts';
import { dynamoVisits } from './dynamo-visits.ts';
import type { Tables } from './keys.ts';
import type { VisitorRepository } from './repository.ts';

interface Options {
  tables: Tables;
  /** The number of shards of each day opened from now on. */
  shards: number;
  maxPerNetwork: number;
}

export function dynamoVisitorRepository(
  database: Database,
  { tables, shards, maxPerNetwork }: Options,
): VisitorRepository {
  const { openDay, list } = dynamoDays(database, tables, shards);
  return {
    openDay,
    ...dynamoVisits(tables, maxPerNetwork),
    ...dynamoRollUp(database, tables, list),
    ...dynamoStatistics(database, tables, list),
  };
}
