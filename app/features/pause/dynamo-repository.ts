import type { Table } from '../../aws/dynamo/database.ts';
import type { PauseRepository } from './repository.ts';

const key = { pk: 'SWITCH', sk: 'COUNTING' };

export function dynamoPauseRepository(table: Table): PauseRepository {
  return {
    async find() {
      const item = await table.get(key);
      if (!item) return undefined;
      const { pausedAt, reason } = item;
      if (typeof pausedAt !== 'string' || typeof reason !== 'string') {
        throw new Error('The stored switch is not valid. npm run resume-counting deletes it');
      }
      return { pausedAt, reason };
    },

    async pause({ pausedAt, reason }) {
      const update = {
        UpdateExpression:
          'SET #at = if_not_exists(#at, :at), #reason = if_not_exists(#reason, :reason)',
        ExpressionAttributeNames: { '#at': 'pausedAt', '#reason': 'reason' },
        ExpressionAttributeValues: { ':at': pausedAt, ':reason': reason },
      };
      await table.update(key, update, { retry: 'always' });
    },

    async resume() {
      await table.delete(key, { retry: 'always' });
    },
  };
}
