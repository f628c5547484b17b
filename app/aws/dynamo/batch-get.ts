import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { always, send } from './send.ts';

export interface Key {
  pk: string;
  sk: string;
}
type Item = Record<string, unknown>;

/** Of which table which items. */
export type Wanted = Record<string, Key[]>;

/** More are not taken at once: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const maxKeys = 100;

export function keyName({ pk, sk }: Key): string {
  return `${pk}|${sk}`;
}

/**
 * The items that are there, by their `keyName`. Cost: one round trip, for any number of keys; half a
 * read unit for each started 4 KB of each item, twice that when `consistent`.
 */
export async function batchGet(
  client: DynamoDBDocumentClient,
  wanted: Wanted,
  consistent: boolean,
  until: AbortSignal,
): Promise<Map<string, Item>> {
  const all = Object.entries(wanted).flatMap(([table, keys]) =>
    keys.map((key) => ({ table, key })),
  );
  const found = new Map<string, Item>();
  const chunks = Array.from({ length: Math.ceil(all.length / maxKeys) }, (_, i) =>
    all.slice(i * maxKeys, (i + 1) * maxKeys),
  );
  await Promise.all(chunks.map((chunk) => getChunk(client, chunk, consistent, until, found)));
  return found;
}

async function getChunk(
  client: DynamoDBDocumentClient,
  chunk: { table: string; key: Key }[],
  ConsistentRead: boolean,
  until: AbortSignal,
  found: Map<string, Item>,
): Promise<void> {
  const byTable = Object.groupBy(chunk, ({ table }) => table);
  let RequestItems: NonNullable<BatchGetCommand['input']['RequestItems']> = Object.fromEntries(
    Object.entries(byTable).map(([table, keys = []]) => [
      table,
      { Keys: keys.map(({ key }) => key), ConsistentRead },
    ]),
  );
  // A busy table may leave some for another request.
  while (Object.keys(RequestItems).length > 0) {
    const command = new BatchGetCommand({ RequestItems });
    const { Responses = {}, UnprocessedKeys = {} } = await send(
      (options) => client.send(command, options),
      always,
      until,
    );
    for (const item of Object.values(Responses).flat())
      found.set(keyName(item as unknown as Key), item);
    RequestItems = UnprocessedKeys;
  }
}
