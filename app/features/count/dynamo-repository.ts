import type { Table } from '../../aws/dynamo/database.ts';
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

    async total() {
      const item = await table.get(key);
      return (item?.views as number | undefined) ?? 0;
    },
  };
}
