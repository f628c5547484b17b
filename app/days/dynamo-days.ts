import { randomBytes } from 'node:crypto';
import { type Database, keyName } from '../aws/dynamo/database.ts';
import { ConditionFailed } from '../aws/dynamo/errors.ts';
import type { Days } from './day.ts';
import { dayKeys, type Tables } from './keys.ts';
import { addDays, epochSeconds } from './utc-day.ts';

/** How many days after its own DynamoDB deletes a salt that the roll-up did not delete. */
const saltDays = 3;

/** The marker of a day. */
export interface DayItem {
  sk: string;
  /** The ids of a full item of the day's tree. */
  capacity: number;
  /** The data table has the day's sums: nothing counts on the day any more. */
  rolledUp?: boolean;
  /** The ephemeral table has no data about the day's visitors any more. */
  forgotten?: boolean;
}

/** All open days, and those rolled up in the last weeks. Cost: one round trip, half a read unit. */
export type ListDays = (consistent: boolean, signal: AbortSignal) => Promise<DayItem[]>;

/** Days and their salts. The marker of a rolled-up day stays for weeks: the day must not open again. */
export function dynamoDays(
  database: Database,
  { ephemeral }: Tables,
  capacity: number,
): Days & { list: ListDays } {
  async function read(day: string, signal: AbortSignal) {
    const keys = { day: dayKeys.day(day), salt: dayKeys.salt(day) };
    const wanted = { [ephemeral.name]: Object.values(keys) };
    const found = await database.batchGet(wanted, { consistent: true, signal });
    return {
      item: found.get(keyName(keys.day)) as unknown as DayItem | undefined,
      salt: found.get(keyName(keys.salt))?.salt as Uint8Array | undefined,
    };
  }

  /** One caller's salt wins; all callers read it back. */
  async function create(day: string, salt: Uint8Array, signal: AbortSignal): Promise<void> {
    const expiresAt = epochSeconds(addDays(day, 1 + saltDays));
    const ConditionExpression = 'attribute_not_exists(pk)';
    const items = [
      { ...dayKeys.day(day), capacity },
      { ...dayKeys.salt(day), salt, expiresAt },
    ];
    const puts = items.map((Item) => ({
      Put: { TableName: ephemeral.name, Item, ConditionExpression },
    }));
    await database.transact(puts, { signal }).catch(ignoreConditionFailure);
  }

  return {
    async openDay(day, signal) {
      const salt = randomBytes(32);
      let found = await read(day, signal);
      if (!found.item) {
        await create(day, salt, signal);
        found = await read(day, signal);
      }
      if (!found.item || !found.salt || found.item.rolledUp) return undefined;
      const open = { day, capacity: found.item.capacity, salt: found.salt };
      return { open, isNew: salt.equals(found.salt) };
    },

    async list(consistent, signal) {
      const query = {
        KeyConditionExpression: 'pk = :days',
        ExpressionAttributeValues: { ':days': dayKeys.days },
      };
      return (await ephemeral.query(query, { consistent, signal })) as unknown as DayItem[];
    },
  };
}

/** For writes that another process, or an earlier attempt whose answer was lost, may have done first. */
export function ignoreConditionFailure(error: unknown): void {
  if (!(error instanceof ConditionFailed)) throw error;
}
