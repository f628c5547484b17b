import type { Database } from '../../aws/dynamo/database.ts';
import { capacity } from '../../distinct/tree.ts';
import { dynamoDays } from './dynamo-days.ts';
import { dynamoOpenDays } from './dynamo-open-days.ts';
import { dynamoRollUp } from './dynamo-roll-up.ts';
import { dynamoStatistics } from './dynamo-statistics.ts';
import { dynamoVisits } from './dynamo-visits.ts';
import type { Tables } from './keys.ts';
import type { VisitorRepository } from './repository.ts';

interface Options {
  tables: Tables;
  maxPerNetwork: number;
  now?: () => number;
  /** The ids of a full item, for each day opened from now on. Tests make deep trees of few visitors. */
  capacity?: number;
}

export function dynamoVisitorRepository(database: Database, options: Options): VisitorRepository {
  const { tables, maxPerNetwork, now = Date.now } = options;
  const { openDay, list } = dynamoDays(database, tables, options.capacity ?? capacity);
  const openDays = dynamoOpenDays(database, tables, now);
  return {
    openDay,
    ...dynamoVisits(database, tables, openDays, maxPerNetwork),
    ...dynamoRollUp(database, tables, list),
    ...dynamoStatistics(database, tables, list, openDays, now),
  };
}
