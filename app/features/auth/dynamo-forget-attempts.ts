import type { Table } from '../../aws/dynamo/database.ts';
import { addDays, utcDay } from '../../days/utc-day.ts';
import { forEach } from '../../distinct/for-each.ts';
import { loginKeys } from './dynamo-login-limit.ts';

/** Days before that were cleaned already, unless the nightly function failed. DynamoDB's TTL deletes older ones. */
const days = 3;
/** Of deletions. */
const concurrency = 10;

/**
 * Deletes the failures to sign in of days that are over, with their salts. Cost: a query for each of 3 days, and a write
 * unit for each item. May be interrupted and repeated.
 */
export async function forgetAttempts(
  table: Table,
  signal: AbortSignal,
  now = Date.now,
): Promise<void> {
  for (let back = 1; back <= days; back++) {
    const { pk } = loginKeys.salt(addDays(utcDay(now()), -back));
    const query = {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ProjectionExpression: 'sk',
    };
    const items = await table.queryAll(query, { signal });
    await forEach(items, concurrency, ({ sk }) =>
      table.delete({ pk, sk: `${sk}` }, { retry: 'always', signal }),
    );
  }
}
