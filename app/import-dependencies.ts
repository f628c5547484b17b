import type { Database } from './aws/dynamo/database.ts';
import type { ConfigOf, visitorVariables } from './config.ts';
import { utcDay } from './days/utc-day.ts';
import { dynamoImports } from './features/imports/dynamo-repository.ts';
import { type ImportService, importService } from './features/imports/service.ts';
import { createVisitorRepository } from './visitor-dependencies.ts';

type Config = ConfigOf<typeof visitorVariables>;

/** What other programs counted. */
export function createImports(config: Config, db: Database, now: () => number): ImportService {
  const { firstDay } = createVisitorRepository(config, db, now);
  const today = () => utcDay(now());
  return importService(dynamoImports(db, db.table(config.DATA_TABLE_NAME)), { firstDay, today });
}
