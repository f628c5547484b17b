import type { Database } from '../../aws/dynamo/database.ts';
import { dynamoDays } from '../../days/dynamo-days.ts';
import { dynamoRunningDays } from '../../days/dynamo-running-days.ts';
import type { Tables } from '../../days/keys.ts';
import { capacity } from '../../distinct/tree.ts';
import { dynamoForget } from './dynamo-forget.ts';
import { dynamoRollUp } from './dynamo-roll-up.ts';
import { dynamoStatistics } from './dynamo-statistics.ts';
import { dynamoVisits } from './dynamo-visits.ts';
import { visitTree } from './keys.ts';
import type { ViewRollUp, VisitorRepository } from './repository.ts';

interface Options {
  tables: Tables;
  maxPerNetwork: number;
  /** Loaded for the first roll-up: most processes make none. */
  views: () => Promise<ViewRollUp>;
  now?: () => number;
  /** The ids of a full item, for each day opened from now on. Tests make deep trees of few visitors. */
  capacity?: number;
}

export function dynamoVisitorRepository(database: Database, options: Options): VisitorRepository {
  const { tables, maxPerNetwork, now = Date.now } = options;
  const { openDay, list } = dynamoDays(database, tables, options.capacity ?? capacity);
  const views: ViewRollUp = {
    keep: async (day, signal) => (await options.views()).keep(day, signal),
    empty: async (day, expiresAt, signal) => (await options.views()).empty(day, expiresAt, signal),
  };
  const openDays = dynamoRunningDays(database, tables, now, visitTree);
  return {
    openDay,
    ...dynamoVisits(database, tables, openDays, maxPerNetwork),
    ...dynamoRollUp(database, tables, list, views),
    ...dynamoForget(database, tables),
    ...dynamoStatistics(database, tables, list, openDays, now),
  };
}
