import { createHmac, randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { send } from '../../aws/dynamo/send.ts';
import type { SendOptions } from '../../aws/send.ts';
import { TooManyRequests } from '../../errors.ts';
import { blocks } from '../../http/address.ts';
import { type LoginLimit, maxAttempts, windowMs } from './login-limit.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Counts attempts in the table, so that they hold across containers. A network is there as an HMAC with
 * a random salt of the UTC day only, until an hour after the window (the salt: after the day) at the
 * earliest. One write unit an attempt, and another one for the first of a process and day.
 */
export function dynamoLoginLimit(
  client: DynamoDBDocumentClient,
  TableName: string,
  now = Date.now,
): LoginLimit {
  let salt: { day: number; key: Promise<Uint8Array> } | undefined;

  /** Whoever asks first makes it; all get the same one. */
  function saltOf(day: number, options: SendOptions): Promise<Uint8Array> {
    if (salt?.day === day) return salt.key;
    const command = new UpdateCommand({
      TableName,
      Key: { pk: 'LOGIN', sk: `SALT#${day}` },
      UpdateExpression: 'SET salt = if_not_exists(salt, :salt), expiresAt = :expiresAt',
      ExpressionAttributeValues: {
        ':salt': randomBytes(32),
        ':expiresAt': expiry((day + 1) * dayMs),
      },
      ReturnValues: 'ALL_NEW',
    });
    const key = client.send(command, options).then(({ Attributes }) => Attributes?.salt);
    salt = { day, key };
    key.catch(() => {
      salt = undefined;
    });
    return key;
  }

  return {
    async take(address, deadline) {
      const time = now();
      const window = Math.floor(time / windowMs);
      const end = (window + 1) * windowMs;
      const attempt = async (options: SendOptions) => {
        const key = await saltOf(Math.floor(time / dayMs), options);
        const id = createHmac('sha256', key).update(blocks(address).network).digest('base64url');
        const command = new UpdateCommand({
          TableName,
          Key: { pk: `LOGIN#${id}`, sk: `WINDOW#${window}` },
          UpdateExpression: 'ADD attempts :one SET expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(attempts) OR attempts < :max',
          ExpressionAttributeValues: { ':one': 1, ':max': maxAttempts, ':expiresAt': expiry(end) },
        });
        await client.send(command, options);
      };
      try {
        // Sent twice, it may count one attempt as two, which harms nobody.
        await send(attempt, (error) => !isFull(error), deadline);
      } catch (error) {
        if (!isFull((error as Error).cause)) throw error;
        throw new TooManyRequests(Math.ceil((end - time) / 1000));
      }
    },
  };
}

function isFull(error: unknown): boolean {
  return error instanceof ConditionalCheckFailedException;
}

/** For the table's TTL, in seconds. An hour later, so that clocks that differ find it still there. */
function expiry(end: number): number {
  return Math.ceil(end / 1000) + 3600;
}
