import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

const TableName = 'warm-up';

/**
 * Writes to a table of its own, and deletes it. DynamoDB Local compiles its code at its first requests: on a
 * busy machine the first write took longer than the app waits for an answer.
 */
export async function warmUp(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  await client.send(
    new UpdateItemCommand({
      TableName,
      Key: { pk: { S: 'COUNT' } },
      UpdateExpression: 'ADD visits :one',
      ConditionExpression: 'attribute_not_exists(visits)',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
  );
  await client.send(new DeleteTableCommand({ TableName }));
  client.destroy();
}
