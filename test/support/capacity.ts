import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

interface Consumed {
  CapacityUnits?: number;
}

/** The capacity units of each command from now on. DynamoDB Local reports none for rejected ones. */
export function consumedCapacity(client: DynamoDBDocumentClient): number[] {
  const units: number[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const { output } = await next(args);
      units.push(unitsOf(output));
      return { output } as never;
    },
    { step: 'initialize' },
  );
  return units;
}

/** The names of the commands from now on, with each attempt of a retried one. */
export function commandsOf(client: DynamoDBDocumentClient): string[] {
  const names: string[] = [];
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        names.push(commandName);
        return next(args);
      },
    { step: 'initialize' },
  );
  return names;
}

export interface Bill {
  writeUnits: number;
  /** The units of the dearest write: one, unless an item has more than 1 KB. */
  dearestWrite: number;
  /** Writes that a condition rejected; `writeUnits` includes them. */
  refused: number;
  readUnits: number;
}

/**
 * What AWS charges for writes and reads from now on. DynamoDB Local reports nothing for a write
 * that a condition rejects, nor for a missing item: AWS charges as if they were there.
 */
export function billed(client: DynamoDBDocumentClient): Bill {
  const bill: Bill = { writeUnits: 0, dearestWrite: 0, refused: 0, readUnits: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const { output } = await next(args).catch((error) => {
          if (error instanceof ConditionalCheckFailedException) {
            bill.refused++;
            bill.writeUnits++;
          }
          throw error;
        });
        const units = unitsOf(output);
        if (commandName?.startsWith('BatchGet'))
          bill.readUnits += Math.max(units, missing(args.input));
        else if (/^(Query|Get)/.test(`${commandName}`)) bill.readUnits += units;
        else {
          bill.writeUnits += units;
          bill.dearestWrite = Math.max(bill.dearestWrite, units);
        }
        return { output } as never;
      },
    { step: 'initialize' },
  );
  return bill;
}

/**
 * Each command from now on, with the units that AWS charges: `Query 0.5`. DynamoDB Local reports too little
 * for transactions and for items that are missing. What a transaction deletes or updates counts as small.
 */
export function pricedCommands(client: DynamoDBDocumentClient): string[] {
  const priced: string[] = [];
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const { output } = await next(args);
        const { TransactItems, ConsistentRead } = args.input as {
          TransactItems?: { Put?: { Item: object } }[];
          ConsistentRead?: boolean;
        };
        const least = missing(args.input) || (ConsistentRead ? 1 : 0.5);
        const units = TransactItems
          ? TransactItems.reduce((sum, { Put }) => sum + 2 * Math.ceil(sizeOf(Put?.Item) / 1024), 0)
          : Math.max(unitsOf(output), least);
        priced.push(`${commandName.replace(/(Items?)?Command$/, '')} ${units}`);
        return { output } as never;
      },
    { step: 'initialize' },
  );
  return priced;
}

/** About the bytes of an item or a value, as DynamoDB counts them; at least one. */
function sizeOf(value: unknown = ''): number {
  if (value instanceof Uint8Array) return value.length;
  if (typeof value !== 'object' || value === null) return Buffer.byteLength(`${value}`) || 1;
  return Object.entries(value).reduce((sum, [name, one]) => sum + name.length + sizeOf(one), 3);
}

/** Half a unit for each key, a whole one if consistent: the price of small items. */
function missing(input: object): number {
  const { RequestItems = {} } = input as {
    RequestItems?: Record<string, { Keys: unknown[]; ConsistentRead?: boolean }>;
  };
  return Object.values(RequestItems).reduce(
    (sum, { Keys, ConsistentRead }) => sum + Keys.length * (ConsistentRead ? 1 : 0.5),
    0,
  );
}

function unitsOf(output: unknown): number {
  const { ConsumedCapacity } = output as { ConsumedCapacity?: Consumed | Consumed[] };
  const all = [ConsumedCapacity ?? []].flat();
  return all.reduce((sum, { CapacityUnits = Number.NaN }) => sum + CapacityUnits, 0);
}
