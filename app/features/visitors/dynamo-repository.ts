import type { Database } from '../../aws/dynamo/database.ts';
import { dynamoDays } from '../../days/dynamo-days.ts';
import { dynamoRunningDays } from '../../days/dynamo-running-days.ts';
import type { Tables } from '../../days/keys.ts';
import { pairTree } from '../../days/pair-tree.ts';
import { capacity } from '../../distinct/tree.ts';
import { dynamoForget } from './dynamo-forget.ts';
import { dynamoRollUp } from './dynamo-roll-up.ts';
import { dynamoStatistics } from './dynamo-statistics.ts';
import { dynamoStoredDays } from './dynamo-stored-days.ts';
import { dynamoVisits } from './dynamo-visits.ts';
import { visitTree } from './keys.ts';
import type { KeepViews, VisitorRepository } from './repository.ts';

interface Options {
  tables: Tables;
  maxPerNetwork: number;
  keepViews: KeepViews;
  now?: () => number;
  /** The ids of a full item, for each day opened from now on. Tests make deep trees of few visitors. */
  capacity?: number;
}

export function dynamoVisitorRepository(database: Database, options: Options): VisitorRepository {
  const { tables, maxPerNetwork, now = Date.now } = options;
  const { openDay, list } = dynamoDays(database, tables, options.capacity ?? capacity);
  const open = {
    visits: dynamoRunningDays(database, tables, now, visitTree),
    pairs: dynamoRunningDays(database, tables, now, pairTree),
  };
  return {
    openDay,
    ...dynamoVisits(database, tables, open, maxPerNetwork),
    ...dynamoRollUp(database, tables, list, options.keepViews),
    ...dynamoForget(database, tables),
    ...dynamoStoredDays(database, tables, list),
    ...dynamoStatistics(database, tables, list, open, now),
  };
}
