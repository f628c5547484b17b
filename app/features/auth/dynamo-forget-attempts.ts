import type { Database } from '../../aws/dynamo/database.ts';
import { addDays, utcDay } from '../../days/utc-day.ts';
import { loginKeys } from './dynamo-login-limit.ts';

/** Days before that were cleaned already, unless the nightly function failed. DynamoDB's TTL deletes older ones. */
const days = 3;
/** Of a transaction. */
const maxDeletes = 100;

/**
 * Deletes the failures to sign in of days that are over, with their salts. Cost: a query for each of 3 days, and 2 write
 * units for each item. May be interrupted and repeated.
 */
export async function forgetAttempts(
  database: Database,
  tableName: string,
  signal: AbortSignal,
  now = Date.now,
): Promise<void> {
  for (let back = 1; back <= days; back++) {
    const { pk } = loginKeys.salt(addDays(utcDay(now()), -back));
    const query = {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ProjectionExpression: 'pk, sk',
    };
    const items = await database.table(tableName).queryAll(query, { signal });
    for (let i = 0; i < items.length; i += maxDeletes) {
      const part = items.slice(i, i + maxDeletes).map(({ sk }) => ({ pk, sk }));
      await database.transact(
        part.map((Key) => ({ Delete: { TableName: tableName, Key } })),
        { signal },
      );
    }
  }
}
