import { createHmac, randomBytes } from 'node:crypto';
import type { Table } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import { TooManyRequests } from '../../errors.ts';
import { blocks } from '../../http/address.ts';
import { type LoginLimit, maxAttempts, windowMs } from './login-limit.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Counts attempts in the table, so that the limit holds across containers. The table stores a network only
 * as an HMAC with a random salt of the UTC day, until at least an hour after the window (the salt: after
 * the day). Cost: one write unit per attempt, and one more for a process's first attempt of a day.
 */
export function dynamoLoginLimit(table: Table, now = Date.now): LoginLimit {
  let known: { day: number; salt: Uint8Array } | undefined;

  /** The first caller of a day creates the salt; all callers get the same one. */
  async function saltOf(day: number, signal: AbortSignal): Promise<Uint8Array> {
    if (known?.day === day) return known.salt;
    const update = {
      UpdateExpression: 'SET salt = if_not_exists(salt, :salt), expiresAt = :expiresAt',
      ExpressionAttributeValues: {
        ':salt': randomBytes(32),
        ':expiresAt': expiry((day + 1) * dayMs),
      },
      ReturnValues: 'ALL_NEW',
    } as const;
    const key = { pk: 'LOGIN', sk: `SALT#${day}` };
    const { salt } = await table.update(key, update, { retry: 'always', signal });
    known = { day, salt: salt as Uint8Array };
    return known.salt;
  }

  return {
    async take(address, signal) {
      const time = now();
      const window = Math.floor(time / windowMs);
      const end = (window + 1) * windowMs;
      const salt = await saltOf(Math.floor(time / dayMs), signal);
      const id = createHmac('sha256', salt).update(blocks(address).network).digest('base64url');
      const addAttempt = {
        UpdateExpression: 'ADD attempts :one SET expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(attempts) OR attempts < :max',
        ExpressionAttributeValues: { ':one': 1, ':max': maxAttempts, ':expiresAt': expiry(end) },
      };
      const key = { pk: `LOGIN#${id}`, sk: `WINDOW#${window}` };
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
