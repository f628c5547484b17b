import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../app/aws/dynamo/client.ts';

/** A client of DynamoDB Local, which accepts any credentials. */
export function localClient(endpoint: string): DynamoDBDocumentClient {
  return documentClient({
    AWS_REGION: 'us-east-1',
    DYNAMODB_ENDPOINT: endpoint,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
}
