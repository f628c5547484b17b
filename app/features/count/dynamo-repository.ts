import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { always, certainlyNotApplied, send } from '../../aws/dynamo/send.ts';
import type { CountRepository } from './repository.ts';

const key = { pk: 'COUNT', sk: 'VIEWS' };

export function dynamoCountRepository(
  client: DynamoDBDocumentClient,
  tableName: string,
): CountRepository {
  return {
    async add() {
      const command = new UpdateCommand({
        TableName: tableName,
        Key: key,
        UpdateExpression: 'ADD #views :one',
        ExpressionAttributeNames: { '#views': 'views' },
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'UPDATED_NEW',
      });
      const { Attributes } = await send((o) => client.send(command, o), certainlyNotApplied);
      return Attributes?.views;
    },

    async total() {
      const command = new GetCommand({ TableName: tableName, Key: key });
      const { Item } = await send((o) => client.send(command, o), always);
      return Item?.views ?? 0;
    },
  };
}
