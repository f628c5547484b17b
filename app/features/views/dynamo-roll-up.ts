import type { Database, Table } from '../../aws/dynamo/database.ts';
import { ignoreConditionFailure } from '../../days/dynamo-days.ts';
import { forEach } from '../../distinct/for-each.ts';
import { contentKeys } from '../content/items.ts';
import type { KeepViews } from '../visitors/repository.ts';
import { itemOf } from './counters.ts';
import type { Item } from './repository.ts';

/** Items of content whose sums are written at a time. */
const concurrency = 20;

/** @param data the table of totals and content */
export function dynamoKeepViews(database: Database, data: Table): KeepViews {
  const TableName = data.name;

  /** The day is counted once: days are rolled up in their order. */
  async function add({ kind, id }: Item, day: string, views: number, signal: AbortSignal) {
    const exists = {
      TableName,
      Key: contentKeys.item(kind, id),
      ConditionExpression: 'attribute_exists(pk)',
    };
    const sums = {
      TableName,
      Key: contentKeys.views(kind, id),
      UpdateExpression: 'ADD #views :views SET lastDay = :day',
      ConditionExpression: 'attribute_not_exists(lastDay) OR lastDay < :day',
      ExpressionAttributeNames: { '#views': 'views' },
      ExpressionAttributeValues: { ':views': views, ':day': day },
    };
    const writes = [{ ConditionCheck: exists }, { Update: sums }];
    await database.transact(writes, { signal }).catch(ignoreConditionFailure);
  }

  return async (day, counters, signal) => {
    await forEach([...counters], concurrency, async ([counter, views]) => {
      const item = itemOf(counter);
      if (item) await add(item, day, views, signal);
    });
  };
}
