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

/** A client of the app's kind for the database, or for what stands before it. */
export function clientThrough(t: Test, endpoint: string, now?: () => number) {
  const { AWS_REGION = '', ...env } = databaseEnv();
  const client = documentClient({ ...env, AWS_REGION, DYNAMODB_ENDPOINT: endpoint }, now);
  t.teardown(() => client.destroy());
  return client;
}

/** A table of its own for a test, made from template.yaml and deleted at its end. */
export async function makeTable(t: Test): Promise<Table> {
  const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
  const name = `test-${randomUUID()}`;
  await createTables(client, { VisitorTable: name });
  t.teardown(() => client.send(new DeleteTableCommand({ TableName: name })));
  return { name, client };
}
