import type { Database } from './aws/dynamo/database.ts';
import type { ConfigOf, visitorVariables } from './config.ts';
import { dynamoDays } from './days/dynamo-days.ts';
import { tablesOf } from './days/keys.ts';
import { capacity } from './distinct/tree.ts';
import { dynamoViewRepository } from './features/views/dynamo-repository.ts';
import { contentPages } from './features/views/pages.ts';
import { viewCounter } from './features/views/view-counter.ts';
import type { Pages } from './features/visitors/service.ts';

type Config = ConfigOf<typeof visitorVariables>;

/** The views of content, and the days of the visitors, which are theirs as well. */
export function createViews(config: Config, db: Database, now: () => number) {
  const tables = tablesOf(db, config);
  const visitors = dynamoDays(db, tables, capacity);
  const maxPerNetwork = config.VISITORS_PER_NETWORK;
  const repository = dynamoViewRepository(db, { tables, list: visitors.list, maxPerNetwork, now });
  return { repository, visitors, count: viewCounter(repository, now) };
}

/** The pages that show one item of content: a visit to one counts a view. */
export function createContentPages(config: Config, db: Database, now: () => number): Pages {
  const { repository, count } = createViews(config, db, now);
  return contentPages(repository, count);
}
