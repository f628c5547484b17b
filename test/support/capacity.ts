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
      const { ConsumedCapacity } = output as { ConsumedCapacity?: Consumed | Consumed[] };
      const all = [ConsumedCapacity ?? []].flat();
      units.push(all.reduce((sum, { CapacityUnits = Number.NaN }) => sum + CapacityUnits, 0));
      return { output } as never;
    },
    { step: 'initialize' },
  );
  return units;
}
