import { randomBytes } from 'node:crypto';
import {
  type DynamoDBDocumentClient,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { batchGet, keyName } from '../../aws/dynamo/batch-get.ts';
import { always, send } from '../../aws/dynamo/send.ts';
import { ephemeralKeys } from './keys.ts';
import type { VisitorRepository } from './repository.ts';
import { addDays, epochSeconds } from './utc-day.ts';

/** Days after its own on which DynamoDB deletes a salt that nobody could. */
const saltDays = 3;

export interface DayItem {
  sk: string;
  shards: number;
  /** Its sums are kept elsewhere: nothing counts on it any more. */
  folded?: boolean;
  /** Nothing of its visitors is left. */
  forgotten?: boolean;
}

/** All days that are open, and for weeks those that were. Cost: one round trip, half a read unit. */
export type ListDays = (consistent: boolean, until: AbortSignal) => Promise<DayItem[]>;

type Days = Pick<VisitorRepository, 'openDay'> & { list: ListDays };

/** Days and their salts. A day that was folded stays in the list for weeks: it must not begin anew. */
export function dynamoDays(client: DynamoDBDocumentClient, table: string, shards: number): Days {
  async function read(day: string, until: AbortSignal) {
    const keys = { day: ephemeralKeys.day(day), salt: ephemeralKeys.salt(day) };
    const found = await batchGet(client, { [table]: Object.values(keys) }, true, until);
    return {
      item: found.get(keyName(keys.day)) as unknown as DayItem | undefined,
      salt: found.get(keyName(keys.salt))?.salt as Uint8Array | undefined,
    };
  }

  /** Exactly one caller gets its salt in; whoever it is, reads it afterwards. */
  async function create(day: string, salt: Uint8Array, until: AbortSignal): Promise<void> {
    const expiresAt = epochSeconds(addDays(day, 1 + saltDays));
    const ConditionExpression = 'attribute_not_exists(pk)';
    const items = [
      { ...ephemeralKeys.day(day), shards },
      { ...ephemeralKeys.salt(day), salt, expiresAt },
    ];
    const command = new TransactWriteCommand({
      TransactItems: items.map((Item) => ({
        Put: { TableName: table, Item, ConditionExpression },
      })),
    });
    await send(
      (options) => client.send(command, options).then(() => {}, ignoreTwin),
      always,
      until,
    );
  }

  return {
    async openDay(day, until) {
      const salt = randomBytes(32);
      let found = await read(day, until);
      if (!found.item) {
        await create(day, salt, until);
        found = await read(day, until);
      }
      if (!found.item || !found.salt || found.item.folded) return undefined;
      const open = { day, shards: found.item.shards, salt: found.salt };
      return { open, isNew: salt.equals(found.salt) };
    },

    async list(ConsistentRead, until) {
      const command = new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :days',
        ExpressionAttributeValues: { ':days': ephemeralKeys.days },
        ConsistentRead,
      });
      const { Items = [] } = await send((o) => client.send(command, o), always, until);
      return Items as DayItem[];
    },
  };
}

/** Somebody else opened or folded the day, or an earlier try of ours did whose answer was lost. */
export function ignoreTwin(error: unknown): void {
  if (!isConditionFailure(error)) throw error;
}

/** Whether a transaction was refused by a condition, and not for lack of capacity or by a conflict. */
function isConditionFailure(error: unknown): boolean {
  const { name, CancellationReasons = [] } = error as Error & {
    CancellationReasons?: { Code?: string }[];
  };
  return (
    name === 'TransactionCanceledException' &&
    CancellationReasons.some(({ Code }) => Code === 'ConditionalCheckFailed')
  );
}
