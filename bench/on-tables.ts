import { randomUUID } from 'node:crypto';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { utcDay } from '../app/days/utc-day.ts';
import type { VisitorRepository } from '../app/features/visitors/repository.ts';
import { createTables } from '../scripts/local/tables.ts';
import { repositoryOn } from '../test/support/visitors.ts';
import { localClient } from './local-client.ts';

interface OpenedTables {
  client: DynamoDBDocumentClient;
  tables: { name: string; ephemeral: string };
  repository: VisitorRepository;
  /** Today, as DynamoDB Local deletes at once what has expired. */
  day: string;
}

/** Calls `act` with fresh tables, and deletes them afterwards. */
export async function onTables<T>(
  endpoint: string,
  act: (opened: OpenedTables) => Promise<T>,
): Promise<T> {
  const name = `bench-${randomUUID()}`;
  const tables = { name, ephemeral: `${name}-ephemeral` };
  const client = localClient(endpoint);
  await createTables(client, { DataTable: tables.name, EphemeralTable: tables.ephemeral });
  try {
    const repository = repositoryOn({ ...tables, client });
    const day = utcDay(Date.now());
    await repository.openDay(day, AbortSignal.timeout(10_000));
    return await act({ client, tables, repository, day });
  } finally {
    for (const TableName of Object.values(tables)) {
      await client.send(new DeleteTableCommand({ TableName }));
    }
    client.destroy();
  }
}
