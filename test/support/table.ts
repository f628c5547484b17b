import { randomUUID } from 'node:crypto';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Test } from 'tap';
import { documentClient } from '../../app/dynamo/client.ts';
import { createTables } from '../../scripts/local/tables.ts';

/** Where `npm test` started the database. */
export function databaseEnv(): Record<string, string> & { DYNAMODB_ENDPOINT: string } {
  const { DYNAMODB_ENDPOINT } = process.env;
  if (!DYNAMODB_ENDPOINT) throw new Error('No database. Run the tests by: npm test');
  return {
    DYNAMODB_ENDPOINT,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
}

export interface Table {
  name: string;
  client: DynamoDBDocumentClient;
}

/** A table of its own for a test, made from template.yaml and deleted at its end. */
export async function makeTable(t: Test): Promise<Table> {
  const { AWS_REGION = '', ...env } = databaseEnv();
  const client = documentClient({ AWS_REGION, ...env });
  const name = `test-${randomUUID()}`;
  await createTables(client, { VisitorTable: name });
  t.teardown(async () => {
    await client.send(new DeleteTableCommand({ TableName: name }));
    client.destroy();
  });
  return { name, client };
}
