import { randomUUID } from 'node:crypto';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type PutCommandInput,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { Unavailable } from '../../errors.ts';
import { withRetries } from '../retry.ts';
import {
  ConditionFailed,
  failedCondition,
  isPermanent,
  isThrottled,
  notApplied,
  Unwanted,
} from './errors.ts';

export interface Key {
  pk: string;
  sk: string;
}

/** An item as the document client returns it. */
export type Item = Record<string, unknown>;

interface CallOptions {
  /** By default, aborts after 1.5 seconds. */
  signal?: AbortSignal;
}

interface ReadOptions extends CallOptions {
  consistent?: boolean;
}

interface WriteOptions extends CallOptions {
  /**
   * Which failed writes are sent again: `notApplied` only those that were certainly not applied, `always`
   * also those that may have been. The latter is for writes that have the same effect when applied twice.
   * A request that is not valid or not allowed is never sent again.
   */
  retry: 'always' | 'notApplied';
  /** Asked before a throttled write is sent again. It cannot fail. */
  isStillWanted?: () => Promise<boolean>;
}

type Query = Omit<QueryCommandInput, 'TableName'>;
type Condition = 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues';

/**
 * One table. Each call is one round trip unless it is retried. All calls throw `Unavailable` when DynamoDB
 * fails, or does not answer before the signal aborts.
 */
export interface Table {
  readonly name: string;
  get(key: Key, options?: ReadOptions): Promise<Item | undefined>;
  /** The first page, up to 1 MB. */
  query(query: Query, options?: ReadOptions): Promise<Item[]>;
  /** All pages, one after the other. */
  queryAll(query: Query, options?: ReadOptions): Promise<Item[]>;
  /** Up to `Limit` items or 1 MB. `lastKey` is the next page's `ExclusiveStartKey`, if there may be one. */
  queryPage(query: Query, options?: ReadOptions): Promise<{ items: Item[]; lastKey?: Key }>;
  /** @throws {ConditionFailed} */
  put(
    item: Key & Item,
    options: WriteOptions,
    condition?: Pick<PutCommandInput, Condition>,
  ): Promise<void>;
  /** The attributes that `ReturnValues` asks for. @throws {ConditionFailed}, {Unwanted} */
  update(
    key: Key,
    update: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
    options: WriteOptions,
  ): Promise<Item>;
  /** Deletes the item if it exists. */
  delete(key: Key, options: WriteOptions): Promise<void>;
}

export type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

export interface Database {
  table(name: string): Table;

  /**
   * The items that exist, by their `keyName`. Cost: one round trip for any number of keys, in parallel;
   * half a read unit for each started 4 KB of each item, twice that when `consistent`.
   */
  batchGet(wanted: Record<string, Key[]>, options?: ReadOptions): Promise<Map<string, Item>>;

  /**
   * All writes or none, once: DynamoDB knows a retry by its token.
   * @throws {ConditionFailed} whose `actions` are the positions of those that failed.
   */
  transact(items: TransactItems, options?: CallOptions): Promise<void>;
}

/** Time limit for all database calls of one request together. */
const limitMs = 1500;
/** Time limit of one attempt that can be retried when no answer comes. */
const attemptMs = 700;

/** Identifies an item among items of several partitions. */
export function keyName({ pk, sk }: Key): string {
  return `${pk}|${sk}`;
}

/** BatchGetItem's limit: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const maxKeys = 100;

/** The database behind `client`, which must send each command once: `database` does the retries. */
export function database(client: DynamoDBDocumentClient): Database {
  type Call<T> = (options: { abortSignal: AbortSignal }) => Promise<T>;

  function read<T>(call: Call<T>, { signal }: CallOptions): Promise<T> {
    return write(call, { retry: 'always', ...(signal && { signal }) });
  }

  async function write<T>(call: Call<T>, options: WriteOptions): Promise<T> {
    const { retry, signal = timeLimit() } = options;
    let mayHaveApplied = false;
    let isWanted = true;
    const isStillWanted = async (error: unknown) => {
      if (isThrottled(error)) isWanted = (await options.isStillWanted?.()) ?? true;
      return isWanted;
    };
    const attempt = (abortSignal: AbortSignal) =>
      call({ abortSignal }).catch((error) => {
        const failed = failedCondition(error);
        if (failed) throw new ConditionFailed(failed, mayHaveApplied);
        mayHaveApplied ||= !notApplied(error);
        throw error;
      });
    const isRetryable = (error: unknown) =>
      !(error instanceof ConditionFailed || isPermanent(error)) &&
      (retry === 'always' || notApplied(error));
    const limits = retry === 'always' ? { signal, attemptMs } : { signal };
    try {
      return await withRetries(attempt, { isRetryable, isStillWanted, ...limits });
    } catch (error) {
      if (!isWanted) throw new Unwanted(mayHaveApplied, error);
      throw error instanceof ConditionFailed ? error : new Unavailable('The database', error);
    }
  }

  function table(TableName: string): Table {
    const queryPage: Table['queryPage'] = async (
      query,
      { consistent = false, ...options } = {},
    ) => {
      const command = new QueryCommand({ ...query, TableName, ConsistentRead: consistent });
      const answer = await read((o) => client.send(command, o), options);
      const { Items: items = [], LastEvaluatedKey: lastKey } = answer;
      return { items, ...(lastKey && { lastKey: lastKey as unknown as Key }) };
    };

    return {
      name: TableName,

      async get(Key, { consistent = false, ...options } = {}) {
        const command = new GetCommand({ TableName, Key, ConsistentRead: consistent });
        return (await read((o) => client.send(command, o), options)).Item;
      },

      async query(query, options) {
        return (await queryPage(query, options)).items;
      },

      queryPage,

      async queryAll(query, options) {
        const all: Item[] = [];
        let start: Partial<Query> = {};
        for (;;) {
          const { items, lastKey } = await queryPage({ ...query, ...start }, options);
          all.push(...items);
          if (!lastKey) return all;
          start = { ExclusiveStartKey: lastKey };
        }
      },

      async put(Item, options, condition = {}) {
        const command = new PutCommand({ ...condition, TableName, Item });
        await write((o) => client.send(command, o), options);
      },

      async update(Key, update, options) {
        const command = new UpdateCommand({ ...update, TableName, Key });
        return (await write((o) => client.send(command, o), options)).Attributes ?? {};
      },

      async delete(Key, options) {
        const command = new DeleteCommand({ TableName, Key });
        await write((o) => client.send(command, o), options);
      },
    };
  }

  async function batchGet(wanted: Record<string, Key[]>, options: ReadOptions = {}) {
    const found = new Map<string, Item>();
    const all = Object.entries(wanted).flatMap(([table, keys]) =>
      keys.map((key) => ({ table, key })),
    );
    const chunks = Array.from({ length: Math.ceil(all.length / maxKeys) }, (_, i) =>
      all.slice(i * maxKeys, (i + 1) * maxKeys),
    );
    await Promise.all(
      chunks.map(async (chunk) => {
        let RequestItems = requestItems(chunk, options.consistent ?? false);
        // A busy table may leave some keys for another request.
        while (Object.keys(RequestItems).length > 0) {
          const command = new BatchGetCommand({ RequestItems });
          const answer = await read((o) => client.send(command, o), options);
          for (const item of Object.values(answer.Responses ?? {}).flat()) {
            found.set(keyName(item as unknown as Key), item);
          }
          RequestItems = answer.UnprocessedKeys ?? {};
        }
      }),
    );
    return found;
  }

  return {
    table,
    batchGet,

    async transact(TransactItems, options = {}) {
      const command = new TransactWriteCommand({ TransactItems, ClientRequestToken: randomUUID() });
      await write((o) => client.send(command, o), { retry: 'always', ...options });
    },
  };
}

/** A signal that limits all database calls of one request together. */
function timeLimit(): AbortSignal {
  return AbortSignal.timeout(limitMs);
}

type RequestItems = NonNullable<BatchGetCommandInput['RequestItems']>;

function requestItems(
  wanted: { table: string; key: Key }[],
  ConsistentRead: boolean,
): RequestItems {
  const byTable = Object.entries(Object.groupBy(wanted, ({ table }) => table));
  return Object.fromEntries(
    byTable.map(([table, keys = []]) => [
      table,
      { Keys: keys.map(({ key }) => key), ConsistentRead },
    ]),
  );
}
