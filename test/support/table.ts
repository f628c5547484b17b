import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Test } from 'tap';
import { documentClient } from '../../app/aws/dynamo/client.ts';
import { createTables } from '../../scripts/local/tables.ts';
import { awayFromMidnight } from './midnight.ts';

/** Where `npm test` started the database. */
export function databaseEnv(): Record<string, string> & { DYNAMODB_ENDPOINT: string } {
  const { DYNAMODB_ENDPOINT } = process.env;
  if (!DYNAMODB_ENDPOINT)
    throw new Error('There is no database. Start tests by: npm run test:some');
  return {
    DYNAMODB_ENDPOINT,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
}

/** The environment of an app on the tables of a test: `DATA_TABLE_NAME` in `env` names them. */
export function tablesEnv<T extends { DATA_TABLE_NAME: string }>(env: T) {
  return { EPHEMERAL_TABLE_NAME: ephemeralOf(env.DATA_TABLE_NAME), ...env };
}

function ephemeralOf(name: string): string {
  return `${name}-ephemeral`;
}

export interface Table {
  name: string;
  /** The name of the ephemeral table. */
  ephemeral: string;
  client: DynamoDBDocumentClient;
}

/** A client like the app's, for the database or for a proxy in front of it. */
export function clientThrough(t: Test, endpoint: string, now?: () => number) {
  const { AWS_REGION = '', ...env } = databaseEnv();
  const client = documentClient({ ...env, AWS_REGION, DYNAMODB_ENDPOINT: endpoint }, now);
  t.teardown(() => client.destroy());
  return client;
}

/**
 * Tables for one test, made from template.yaml and deleted at its end. Items expire only with `expiry`:
 * tests have clocks of their own, and DynamoDB Local deletes at once the items that have expired by the
 * machine's clock.
 */
export async function makeTable(t: Test, { expiry = false } = {}): Promise<Table> {
  await awayFromMidnight();
  const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
  const name = `test-${randomUUID()}`;
  const ephemeral = ephemeralOf(name);
  await createTables(client, { DataTable: name, EphemeralTable: ephemeral });
  if (!expiry) {
    const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: false };
    await client.send(
      new UpdateTimeToLiveCommand({ TableName: ephemeral, TimeToLiveSpecification }),
    );
  }
  t.teardown(async () => {
    for (const TableName of [name, ephemeral]) {
      await client.send(new DeleteTableCommand({ TableName }));
    }
  });
  return { name, ephemeral, client };
}
