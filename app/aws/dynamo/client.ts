import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Config } from '../../config.ts';
import { credentials } from '../credentials.ts';
import { httpHandler } from '../http-handler.ts';

type ClientConfig = Pick<
  Config,
  | 'AWS_REGION'
  | 'DYNAMODB_ENDPOINT'
  | 'AWS_ACCESS_KEY_ID'
  | 'AWS_SECRET_ACCESS_KEY'
  | 'AWS_SESSION_TOKEN'
>;

/**
 * A document client that sends each command once. `database` decides which commands are retried, and sets
 * the time limits.
 */
export function documentClient(config: ClientConfig, now?: () => number): DynamoDBDocumentClient {
  const endpoint = config.DYNAMODB_ENDPOINT;
  const client = new DynamoDBClient({
    region: config.AWS_REGION,
    ...(endpoint && { endpoint }),
    ...credentials(config),
    maxAttempts: 1,
    requestHandler: httpHandler(endpoint, now),
  });
  return DynamoDBDocumentClient.from(client);
}
