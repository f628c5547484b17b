import { randomUUID } from 'node:crypto';
import type { Table } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import type { DigestMarks } from './repository.ts';

/** Longer than an attempt to send takes. */
const leaseMs = 60_000;
const keptSeconds = 30 * 24 * 60 * 60;

export const digestKey = (week: string) => ({ pk: `DIGEST#${week}`, sk: 'MAIL' });

/** One item for each week, in the ephemeral table. */
export function dynamoDigestMarks(table: Table, now = Date.now): DigestMarks {
  const expiresAt = () => Math.floor(now() / 1000) + keptSeconds;

  return {
    async claim(week, signal) {
      const key = digestKey(week);
      const claim = {
        // If the answer is lost, the retry knows its own claim.
        claimedBy: randomUUID(),
        leaseUntil: now() + leaseMs,
        expiresAt: expiresAt(),
      };
      const free = {
        ConditionExpression: 'attribute_not_exists(pk) OR claimedBy = :me',
        ExpressionAttributeValues: { ':me': claim.claimedBy },
      };
      const overdue = {
        ConditionExpression: 'claimedBy = :me OR leaseUntil < :now',
        ExpressionAttributeValues: { ':me': claim.claimedBy, ':now': now() },
      };
      const put = async (condition: typeof free) => {
        try {
          await table.put({ ...key, ...claim }, { retry: 'always', signal }, condition);
          return true;
        } catch (error) {
          if (!(error instanceof ConditionFailed)) throw error;
          return false;
        }
      };
      if (await put(free)) return 'first';
      const stored = await table.get(key, { consistent: true, signal });
      if (stored?.sent) return 'sent';
      return (await put(overdue)) ? 'repeated' : 'busy';
    },

    async release(week, signal) {
      await table.delete(digestKey(week), { retry: 'always', signal });
    },

    async sent(week, signal) {
      const item = { ...digestKey(week), sent: true, expiresAt: expiresAt() };
      await table.put(item, { retry: 'always', signal });
    },
  };
}
