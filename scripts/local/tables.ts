import { readFile } from 'node:fs/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { parse } from 'yaml';
import { UserError } from '../lib/user-error.ts';

type TableProperties = Omit<CreateTableCommandInput, 'TableName'> & {
  TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean };
};

/** The tables of template.yaml by logical id: keys and indexes are defined there only. */
async function templateTables(): Promise<Record<string, TableProperties>> {
  const source = await readFile(new URL('../../template.yaml', import.meta.url), 'utf8');
  // The parser ignores CloudFormation's tags (!Ref, !Sub) and reads their values.
  const { Resources } = parse(source, { logLevel: 'silent' });
  const tables = Object.entries<{ Type: string; Properties: TableProperties }>(Resources).filter(
    ([, resource]) => resource.Type === 'AWS::DynamoDB::Table',
  );
  return Object.fromEntries(tables.map(([id, { Properties }]) => [id, Properties]));
}

/** The name of each table, by its logical id. */
interface TableNames {
  DataTable: string;
  EphemeralTable: string;
}

/**
 * Creates the template's tables that do not exist yet.
 * @param names the name of each, by its logical id.
 * @throws {UserError} when a table exists with other keys or indexes.
 */
export async function createTables(client: DynamoDBClient, names: TableNames): Promise<void> {
  const tables = await templateTables();
  for (const [id, TableName] of Object.entries(names)) {
    const properties = tables[id];
    if (!properties) throw new Error(`template.yaml has no table ${id}`);
    const existing = await describe(client, TableName);
    if (!existing) await create(client, TableName, properties);
    else if (shape(existing) !== shape(properties)) {
      throw new UserError(
        `Table ${TableName} has other keys or indexes than template.yaml. Delete .data (its counts are lost) and start again.`,
      );
    }
  }
}

/** The same by endpoint: DynamoDB Local accepts any credentials. */
export async function createTablesAt(
  endpoint: string,
  names: TableNames,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { AWS_ACCESS_KEY_ID = 'local', AWS_SECRET_ACCESS_KEY = 'local', AWS_REGION } = env;
  const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
  const client = new DynamoDBClient({ endpoint, region: AWS_REGION ?? 'us-east-1', credentials });
  await createTables(client, names);
  client.destroy();
}

async function describe(client: DynamoDBClient, TableName: string) {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, TableName: string, properties: TableProperties) {
  const { BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = properties;
  await client.send(
    new CreateTableCommand({
      ...{ TableName, BillingMode, AttributeDefinitions, KeySchema },
      ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
    }),
  );
  const { TimeToLiveSpecification } = properties;
  if (TimeToLiveSpecification) {
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  }
}

interface Shape {
  KeySchema?: { AttributeName?: string | undefined; KeyType?: string | undefined }[] | undefined;
  GlobalSecondaryIndexes?: (Shape & { IndexName?: string | undefined })[] | undefined;
}

function shape({ KeySchema = [], GlobalSecondaryIndexes = [] }: Shape): string {
  const keys = KeySchema.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`);
  const indexes = GlobalSecondaryIndexes.map((index) => `${index.IndexName}(${shape(index)})`);
  return [...keys.sort(), ...indexes.sort()].join();
}
