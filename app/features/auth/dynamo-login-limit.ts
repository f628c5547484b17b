import { createHmac, randomBytes } from 'node:crypto';
import type { Key, Table } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import { addDays, daysUpTo, utcDay } from '../../days/utc-day.ts';
import { forEach } from '../../distinct/for-each.ts';
import { TooManyRequests } from '../../errors.ts';
import { blocks } from '../../http/address.ts';
import { type LoginLimit, maxAttempts, windowMs } from './login-limit.ts';

/** A day whose deletion fails for so many nights is left to `expiresAt`. */
const nights = 7;
const pageSize = 500;
const concurrency = 20;

/**
 * Counts attempts in the table, so that the limit holds across containers. The table stores a network only
 * as an HMAC with a random salt of the UTC day. All of a day is one partition, so that a query finds it once the
 * day is over; it accepts 1,000 attempts a second. Cost: one write unit per attempt, one more for a process's first
 * attempt of a day, and one for each deleted item.
 */
export function dynamoLoginLimit(table: Table, now = Date.now): LoginLimit {
  let known: { day: string; salt: Uint8Array } | undefined;

  /** The first caller of a day creates the salt; all callers get the same one. */
  async function saltOf(day: string, signal: AbortSignal): Promise<Uint8Array> {
    if (known?.day === day) return known.salt;
    const update = {
      UpdateExpression: 'SET salt = if_not_exists(salt, :salt), expiresAt = :expiresAt',
      ExpressionAttributeValues: {
        ':salt': randomBytes(32),
        ':expiresAt': expiry(Date.parse(addDays(day, 1))),
      },
      ReturnValues: 'ALL_NEW',
    } as const;
    const key = { pk: `LOGIN#${day}`, sk: 'SALT' };
    const { salt } = await table.update(key, update, { retry: 'always', signal });
    known = { day, salt: salt as Uint8Array };
    return known.salt;
  }

  /** The salt comes first: without it, the attempts belong to nobody. */
  async function forget(day: string, signal: AbortSignal): Promise<void> {
    const query = {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `LOGIN#${day}` },
      ProjectionExpression: 'pk, sk',
      Limit: pageSize,
    };
    let start: { ExclusiveStartKey?: Key } = {};
    for (;;) {
      const { items, lastKey } = await table.queryPage({ ...query, ...start }, { signal });
      await forEach(items as unknown as Key[], concurrency, ({ pk, sk }) =>
        table.delete({ pk, sk }, { retry: 'always', signal }),
      );
      if (!lastKey) return;
      start = { ExclusiveStartKey: lastKey };
    }
  }

  return {
    async forgetPastDays(signal) {
      for (const day of daysUpTo(addDays(utcDay(now()), -1), nights).reverse()) {
        await forget(day, signal);
      }
    },

    async take(address, signal) {
      const time = now();
      const window = Math.floor(time / windowMs);
      const end = (window + 1) * windowMs;
      const day = utcDay(time);
      const salt = await saltOf(day, signal);
      const id = createHmac('sha256', salt).update(blocks(address).network).digest('base64url');
      const addAttempt = {
        UpdateExpression: 'ADD attempts :one SET expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(attempts) OR attempts < :max',
        ExpressionAttributeValues: { ':one': 1, ':max': maxAttempts, ':expiresAt': expiry(end) },
      };
      const key = { pk: `LOGIN#${day}`, sk: `WINDOW#${window}#${id}` };
      try {
        // A retry may count one attempt twice, which is acceptable.
        await table.update(key, addAttempt, { retry: 'always', signal });
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
        throw new TooManyRequests(Math.ceil((end - time) / 1000));
      }
    },
  };
}

/**
 * The value for the table's TTL, in seconds: an hour after `end`, so that a process whose clock differs
 * still finds the item.
 */
function expiry(end: number): number {
  return Math.ceil(end / 1000) + 3600;
}
