import { ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import {
  ListGroupsCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListSecretsCommand } from '@aws-sdk/client-secrets-manager';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import type { Clients } from './aws.ts';
import type { Rehearsal } from './rehearsal.ts';

/** The physical ids of all resources in the account, to find those that a stack failed to delete. */
export async function listAll({ aws }: Rehearsal): Promise<string[]> {
  const lists = await Promise.all([
    aws.dynamo.send(new ListTablesCommand()).then((r) => r.TableNames),
    aws.s3.send(new ListBucketsCommand()).then((r) => r.Buckets?.map((b) => b.Name)),
    aws.lambda
      .send(new ListFunctionsCommand())
      .then((r) => r.Functions?.map((f) => f.FunctionName)),
    aws.cloudFront
      .send(new ListDistributionsCommand())
      .then((r) => r.DistributionList?.Items?.map((d) => d.Id)),
    inUserPools(aws),
    aws.sns.send(new ListTopicsCommand()).then((r) => r.Topics?.map((t) => t.TopicArn)),
    aws.cloudWatch
      .send(new DescribeAlarmsCommand())
      .then((r) => r.MetricAlarms?.map((a) => a.AlarmName)),
    aws.secrets.send(new ListSecretsCommand()).then((r) => r.SecretList?.map((s) => s.Name)),
    aws.iam.send(new ListRolesCommand()).then((r) => r.Roles?.map((role) => role.RoleName)),
  ]);
  return lists.flatMap((names) => names ?? []).filter((name) => name !== undefined);
}

/** User pools, with their clients and groups. A group's id is its name. */
async function inUserPools({ cognito }: Clients): Promise<(string | undefined)[]> {
  const { UserPools = [] } = await cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }));
  const parts = UserPools.map(async ({ Id: UserPoolId }) => {
    const [{ UserPoolClients = [] }, { Groups = [] }] = await Promise.all([
      cognito.send(new ListUserPoolClientsCommand({ UserPoolId, MaxResults: 60 })),
      cognito.send(new ListGroupsCommand({ UserPoolId })),
    ]);
    const ids = UserPoolClients.map(({ ClientId }) => ClientId);
    return [UserPoolId, ...ids, ...Groups.map(({ GroupName }) => GroupName)];
  });
  return (await Promise.all(parts)).flat();
}
