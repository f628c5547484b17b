import type { Table } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import type { CountRepository } from './repository.ts';

const key = { pk: 'COUNT', sk: 'VIEWS' };

export function dynamoCountRepository(table: Table): CountRepository {
  return {
    async add() {
      const addOne = {
        UpdateExpression: 'ADD #views :one',
        ExpressionAttributeNames: { '#views': 'views' },
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'UPDATED_NEW',
      } as const;
      const { views } = await table.update(key, addOne, { retry: 'notApplied' });
      return views as number;
    },

    async raise(least) {
      const update = {
        UpdateExpression: 'SET #views = :least',
        ConditionExpression: 'attribute_not_exists(#views) OR #views < :least',
        ExpressionAttributeNames: { '#views': 'views' },
        ExpressionAttributeValues: { ':least': least },
      };
      try {
        await table.update(key, update, { retry: 'always' });
        return true;
      } catch (error) {
        if (error instanceof ConditionFailed) return error.mayHaveApplied;
        throw error;
      }
    },

    async total() {
      const item = await table.get(key);
      return (item?.views as number | undefined) ?? 0;
    },
  };
}
