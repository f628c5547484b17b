import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { region } from './local-aws.ts';

/** The credentials of the account's owner in the local AWS. */
export const ownerCredentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** For commands that the account's owner runs. */
export const asOwner = {
  AWS_ACCESS_KEY_ID: ownerCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: ownerCredentials.secretAccessKey,
  AWS_SESSION_TOKEN: undefined,
};

/** Clients with the account owner's credentials, to inspect what was deployed. */
export function clients(endpoint: string) {
  const config = { endpoint, region, credentials: ownerCredentials };
  return {
    apiGateway: new APIGatewayClient(config),
    cloudFormation: new CloudFormationClient(config),
    cloudFront: new CloudFrontClient(config),
    cloudWatch: new CloudWatchClient(config),
    cognito: new CognitoIdentityProviderClient(config),
    dynamo: new DynamoDBClient(config),
    iam: new IAMClient(config),
    lambda: new LambdaClient(config),
    route53: new Route53Client(config),
    s3: new S3Client(config),
    secrets: new SecretsManagerClient(config),
    sns: new SNSClient(config),
    sqs: new SQSClient(config),
    sts: new STSClient(config),
  };
}

export type Clients = ReturnType<typeof clients>;
