import { createHmac, randomBytes } from 'node:crypto';
import type { Table } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import { utcDay } from '../../days/utc-day.ts';
import { TooManyRequests } from '../../errors.ts';
import { blocks } from '../../http/address.ts';
import { type Door, type LoginLimit, maxFailures, pauseMs } from './login-limit.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** How often other requests of the same network may be first. */
const maxRounds = 10;

export const loginKeys = {
  salt: (day: string) => ({ pk: `LOGIN#${day}`, sk: 'SALT' }),
  failures: (day: string, door: Door, id: string) => ({ pk: `LOGIN#${day}`, sk: `${door}#${id}` }),
};

/**
 * Counts failures in the table, so that the limit holds across containers. The table stores a network only as an HMAC
 * with a random salt of the UTC day. Cost: a read unit and a write unit for each request, one more write unit for one
 * that is no failure, and one for a process's first request of a day; a read unit for one beyond the limit.
 */
export function dynamoLoginLimit(table: Table, now = Date.now): LoginLimit {
  let known: { day: string; salt: Uint8Array } | undefined;

  /** The first caller of a day creates the salt; all callers get the same one. */
  async function saltOf(day: string, signal: AbortSignal): Promise<Uint8Array> {
    if (known?.day === day) return known.salt;
    const update = {
      UpdateExpression: 'SET salt = if_not_exists(salt, :salt), expiresAt = :expiresAt',
      ExpressionAttributeValues: { ':salt': randomBytes(32), ':expiresAt': expiry(day) },
      ReturnValues: 'ALL_NEW',
    } as const;
    const { salt } = await table.update(loginKeys.salt(day), update, { retry: 'always', signal });
    known = { day, salt: salt as Uint8Array };
    return known.salt;
  }

  async function keyOf(door: Door, address: string, signal: AbortSignal) {
    const day = utcDay(now());
    const salt = await saltOf(day, signal);
    const network = createHmac('sha256', salt).update(blocks(address).network).digest('base64url');
    return { day, key: loginKeys.failures(day, door, network) };
  }

  return {
    async take(door, address, signal) {
      const { day, key } = await keyOf(door, address, signal);
      for (let round = 1; round <= maxRounds; round++) {
        const stored = await table.get(key, { consistent: true, signal });
        const { failures = 0, countsUntil = 0 } = (stored ?? {}) as Record<string, number>;
        const time = now();
        const counted = countsUntil > time ? failures : 0;
        if (counted >= maxFailures[door]) {
          throw new TooManyRequests(Math.ceil((countsUntil - time) / 1000));
        }
        const update = {
          UpdateExpression: 'SET failures = :next, countsUntil = :until, expiresAt = :expiresAt',
          ConditionExpression: stored
            ? 'failures = :failures AND countsUntil = :seen'
            : 'attribute_not_exists(pk)',
          ExpressionAttributeValues: {
            ':next': counted + 1,
            ':until': time + pauseMs,
            ':expiresAt': expiry(day),
            ...(stored && { ':failures': failures, ':seen': countsUntil }),
          },
        };
        try {
          await table.update(key, update, { retry: 'always', signal });
          return;
        } catch (error) {
          if (!(error instanceof ConditionFailed)) throw error;
        }
      }
      throw new TooManyRequests(1);
    },

    async giveBack(door, address, signal) {
      const { key } = await keyOf(door, address, signal);
      const update = {
        UpdateExpression: 'ADD failures :less',
        ConditionExpression: 'failures > :zero',
        ExpressionAttributeValues: { ':less': -1, ':zero': 0 },
      };
      try {
        await table.update(key, update, { retry: 'notApplied', signal });
      } catch (error) {
        // At midnight UTC, all networks begin anew.
        if (!(error instanceof ConditionFailed)) throw error;
      }
    },
  };
}

/** The value for the table's TTL, in seconds: an hour after the day, for processes whose clocks differ. */
function expiry(day: string): number {
  return (Date.parse(day) + dayMs) / 1000 + 3600;
}
