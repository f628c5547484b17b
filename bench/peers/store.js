// What the peers on the SDK share: both routes' calls to DynamoDB.
import { createHash } from 'node:crypto';
import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({ endpoint: process.env.DYNAMODB_ENDPOINT });

export async function addView() {
  const { Attributes } = await client.send(
    new UpdateItemCommand({
      TableName: process.env.DATA_TABLE_NAME,
      Key: { pk: { S: 'COUNT' }, sk: { S: 'VIEWS' } },
      UpdateExpression: 'ADD #views :one',
      ExpressionAttributeNames: { '#views': 'views' },
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return Number(Attributes.views.N);
}

/** Whether the visitor is new today. */
export async function addVisitor(address, agent) {
  const day = new Date().toISOString().slice(0, 10);
  const visitor = createHash('sha256').update(`${day} ${address} ${agent}`).digest('hex');
  try {
    await client.send(
      new PutItemCommand({
        TableName: process.env.EPHEMERAL_TABLE_NAME,
        Item: { pk: { S: day }, sk: { S: visitor } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return true;
  } catch (error) {
    if (error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
