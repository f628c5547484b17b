import assert from 'node:assert/strict';
import { GetDistributionConfigCommand } from '@aws-sdk/client-cloudfront';
import { DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateHostedZoneCommand, ListResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import { ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { putByHand } from '../by-hand/put-by-hand.ts';
import { whatIsKept } from '../kept.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { CommandError } from '../run.ts';
import { samDeploy } from '../sam.ts';
import { outputs } from '../stack.ts';

const DomainName = 'resume.example.com';

const refused = [
  ['OwnerEmail=you', 'must be an e-mail address'],
  ['WebAclArn=my-acl', 'must be the ARN of a web ACL'],
  ['MonthlyBudget=-1', 'MonthlyBudget'],
  ['Architecture=mips', 'Architecture'],
  [`DomainName=${DomainName}`, 'DomainName requires HostedZoneId'],
  ['HostedZoneId=Z0123456789', 'HostedZoneId requires DomainName'],
] as const;

export async function wrongParameters(rehearsal: Rehearsal): Promise<string> {
  for (const [parameter, sentence] of refused) {
    const error = await samDeploy(rehearsal, [parameter]).then(
      () => new Error(`${parameter} was deployed.`),
      (error) => error,
    );
    if (!(error instanceof CommandError && error.output.includes(sentence))) throw error;
  }
  return `${refused.length} of them`;
}

const webAcl = 'arn:aws:wafv2:us-east-1:000000000000:global/webacl/mine/473e64fd-f30b-4765';

/**
 * Switches every optional feature on that the local AWS knows, so neither a budget nor a trail: the site is then at its
 * domain, and nothing is lost.
 */
export async function everyParameter(rehearsal: Rehearsal): Promise<string> {
  const { aws } = rehearsal;
  const before = await whatIsKept(rehearsal);
  const { HostedZone } = await aws.route53.send(
    new CreateHostedZoneCommand({ Name: 'example.com', CallerReference: 'rehearsal' }),
  );
  const HostedZoneId = HostedZone?.Id?.split('/').at(-1);
  await samDeploy(rehearsal, [
    `DomainName=${DomainName}`,
    `HostedZoneId=${HostedZoneId}`,
    'AlarmEmail=alarms@example.com',
    `WebAclArn=${webAcl}`,
    'AllowedOrigins=https://example.com',
    'Architecture=x86_64',
    'ReservedConcurrency=5',
    'LogRetentionDays=14',
    'Dashboard=off',
    'EncryptAlarms=on',
    'Tracing=on',
    'DeletionProtection=on',
  ]);
  await putByHand(rehearsal);

  const { site, table, userPool, topic, distribution } = await outputs(rehearsal);
  assert.equal(site, `https://${DomainName}`);
  const addresses = { ...before.addresses, site };
  assert.deepEqual(await whatIsKept(rehearsal), { ...before, addresses });
  const { ResourceRecordSets = [] } = await aws.route53.send(
    new ListResourceRecordSetsCommand({ HostedZoneId }),
  );
  const names = ResourceRecordSets.filter(({ Type }) => Type === 'AAAA').map(({ Name }) => Name);
  const wanted = ['', 'api.', 'www.'].map((before) => `${before}${DomainName}.`);
  assert.deepEqual(names.sort(), wanted.sort());
  const { Subscriptions = [] } = await aws.sns.send(
    new ListSubscriptionsByTopicCommand({ TopicArn: topic }),
  );
  const mailed = Subscriptions.filter(({ Protocol }) => Protocol === 'email');
  assert.ok(mailed.some(({ Endpoint }) => Endpoint === 'alarms@example.com'));
  const { DistributionConfig } = await aws.cloudFront.send(
    new GetDistributionConfigCommand({ Id: distribution }),
  );
  assert.equal(DistributionConfig?.WebACLId, webAcl);
  const { Table } = await aws.dynamo.send(new DescribeTableCommand({ TableName: table }));
  assert.equal(Table?.DeletionProtectionEnabled, true);
  const { UserPool } = await aws.cognito.send(
    new DescribeUserPoolCommand({ UserPoolId: userPool }),
  );
  assert.equal(UserPool?.DeletionProtection, 'ACTIVE');
  return 'all but MonthlyBudget and AuditTrail, which the local AWS does not know';
}
