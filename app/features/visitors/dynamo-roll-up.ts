import {
  type DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { always, send } from '../../aws/dynamo/send.ts';
import { other } from './dimensions.ts';
import { ignoreTwin, type ListDays } from './dynamo-days.ts';
import { dataKeys, dayOfYear, ephemeralKeys, shardKeys, type Tables } from './keys.ts';
import type { Summary } from './repository.ts';
import { type Item, summarize } from './shard.ts';
import { addDays, epochSeconds } from './utc-day.ts';

/** Hosts that are kept of a day by name, so that its summary stays below 4 KB. */
const maxHosts = 50;
/** How long it stays known that a day is over: for those who still take it for today. */
const listedDays = 35;
const shardDays = 7;
/** When no reader can have seen the day open. */
const markDays = 7;
/** Requests at once: a process has 300 under way at the most. */
const parallel = 50;

/**
 * Folds the days before `today`: closes their shards, so that their sums are final; keeps the sums and
 * deletes the salt in one transaction; then empties the shards. Each step may be repeated.
 */
export function dynamoFolding(client: DynamoDBDocumentClient, tables: Tables, list: ListDays) {
  return async (today: string, until: AbortSignal): Promise<void> => {
    const days = await list(true, until);
    const due = days.filter((day) => day.sk < today && !day.forgotten);
    const unmark = days.filter((day) => day.forgotten && day.sk < addDays(today, -markDays));
    for (const day of due) {
      const keys = shardKeys(day);
      if (!day.folded) {
        const summary = summarize(await inTurn(keys, (key) => close(key)));
        await keep(
          day.sk,
          summary,
          unmark.map(({ sk }) => sk),
        );
      }
      await inTurn(keys, (key) => empty(key));
      await forget(day.sk);
    }

    async function close(Key: Item): Promise<Item> {
      const command = new UpdateCommand({
        TableName: tables.ephemeral,
        Key,
        UpdateExpression: 'SET closed = :true',
        ExpressionAttributeValues: { ':true': true },
        ReturnValues: 'ALL_NEW',
      });
      const { Attributes = {} } = await send((o) => client.send(command, o), always, until);
      return Attributes;
    }

    async function keep(day: string, summary: Summary, unmark: string[]): Promise<void> {
      const command = new TransactWriteCommand({
        TransactItems: [
          ...keepSums(tables.data, day, summary, unmark),
          {
            Update: {
              TableName: tables.ephemeral,
              Key: ephemeralKeys.day(day),
              UpdateExpression: 'SET folded = :true',
              ExpressionAttributeValues: { ':true': true },
            },
          },
          { Delete: { TableName: tables.ephemeral, Key: ephemeralKeys.salt(day) } },
        ],
      });
      await send((o) => client.send(command, o).then(() => {}, ignoreTwin), always, until);
    }

    /** What is left says that nothing may be counted here: late requests find it for a week. */
    async function empty(key: Item): Promise<void> {
      const expiresAt = epochSeconds(addDays(today, shardDays));
      const command = new PutCommand({
        TableName: tables.ephemeral,
        Item: { ...key, closed: true, folded: true, expiresAt },
      });
      await send((o) => client.send(command, o), always, until);
    }

    async function forget(day: string): Promise<void> {
      const command = new UpdateCommand({
        TableName: tables.ephemeral,
        Key: ephemeralKeys.day(day),
        UpdateExpression: 'SET forgotten = :true, expiresAt = :expiresAt',
        ExpressionAttributeValues: {
          ':true': true,
          ':expiresAt': epochSeconds(addDays(today, listedDays)),
        },
      });
      await send((o) => client.send(command, o), always, until);
    }
  };
}

/**
 * The writes of a transaction that keeps the sums of a day, once: a second one fails. The total says
 * which days are in it, as long as a reader may have seen them open.
 */
export function keepSums(table: string, day: string, summary: Summary, unmark: string[] = []) {
  const { visitors, uncounted } = summary;
  const remove = unmark.map((_, i) => `#old${i}`).join(', ');
  return [
    {
      Put: {
        TableName: table,
        Item: { ...dataKeys.summary(day), ...summary, referrers: topHosts(summary.referrers) },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Update: {
        TableName: table,
        Key: dataKeys.year(day),
        UpdateExpression: 'SET #day = :totals',
        ExpressionAttributeNames: { '#day': dayOfYear(day) },
        ExpressionAttributeValues: { ':totals': [visitors, visitors + uncounted.duplicate] },
      },
    },
    {
      Update: {
        TableName: table,
        Key: dataKeys.total,
        UpdateExpression: `ADD visitors :visitors SET #day = :true${remove && ` REMOVE ${remove}`}`,
        ExpressionAttributeNames: {
          '#day': day,
          ...Object.fromEntries(unmark.map((old, i) => [`#old${i}`, old])),
        },
        ExpressionAttributeValues: { ':visitors': visitors, ':true': true },
      },
    },
  ];
}

function topHosts(tally: Record<string, number>): Record<string, number> {
  const sorted = Object.entries(tally).sort(([, a], [, b]) => b - a);
  const rest = sorted.slice(maxHosts).reduce((sum, [, count]) => sum + count, 0);
  const top = Object.fromEntries(sorted.slice(0, maxHosts));
  return rest ? { ...top, [other]: (top[other] ?? 0) + rest } : top;
}

/** When it has failed, nothing of it is under way any more. */
async function inTurn<T, R>(items: T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < items.length; i += parallel) {
    const acts = items.slice(i, i + parallel).map(act);
    await Promise.allSettled(acts);
    results.push(...(await Promise.all(acts)));
  }
  return results;
}
