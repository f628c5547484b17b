import { documentClient } from './aws/dynamo/client.ts';
import { database } from './aws/dynamo/database.ts';
import type { ConfigOf, visitorVariables } from './config.ts';
import { tablesOf } from './days/keys.ts';
import { dynamoVisitorRepository } from './features/visitors/dynamo-repository.ts';
import type { VisitorRepository } from './features/visitors/repository.ts';

type VisitorConfig = ConfigOf<typeof visitorVariables>;

export function createVisitorRepository(
  config: VisitorConfig,
  db = database(documentClient(config)),
  now = Date.now,
): VisitorRepository {
  const tables = tablesOf(db, config);
  return dynamoVisitorRepository(db, {
    tables,
    // Most processes roll up no day.
    async keepViews(...views) {
      const { dynamoKeepViews } = await import('./features/views/dynamo-roll-up.ts');
      return dynamoKeepViews(db, tables.data)(...views);
    },
    maxPerNetwork: config.VISITORS_PER_NETWORK,
    now,
  });
}
