import type { Database } from '../../aws/dynamo/database.ts';
import { ignoreConditionFailure } from '../../days/dynamo-days.ts';
import type { Tables } from '../../days/keys.ts';
import { forEach } from '../../distinct/for-each.ts';
import { treeRollUp } from '../../distinct/roll-up.ts';
import { contentKeys } from '../content/items.ts';
import type { ViewRollUp } from '../visitors/repository.ts';
import { itemOf, viewTree } from './keys.ts';
import type { Item } from './repository.ts';

/** Items of content whose sums are written at a time. */
const concurrency = 20;

export function dynamoViewRollUp(database: Database, { data, ephemeral }: Tables): ViewRollUp {
  const TableName = data.name;
  const trees = treeRollUp(database, ephemeral);

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

  return {
    async keep(day, signal) {
      const { counters } = await trees.close(viewTree(day), signal);
      await forEach([...counters], concurrency, async ([counter, views]) => {
        const item = itemOf(counter);
        if (item) await add(item, day.day, views, signal);
      });
    },

    empty: (day, expiresAt, signal) => trees.empty(viewTree(day), expiresAt, signal),
  };
}
