import assert from 'node:assert/strict';
import { DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { CreateHostedZoneCommand, ListResourceRecordSetsCommand } from '@aws-sdk/client-route-53';
import { putByHand } from '../by-hand/put-by-hand.ts';
import { whatIsKept } from '../kept.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { CommandError } from '../run.ts';
import { samDeploy } from '../sam.ts';
import { outputs } from '../stack.ts';

const DomainName = 'resume.example.com';

const refused = [
  ['OwnerEmail=you', 'must be an e-mail address'],
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

/** Switches every optional feature on: the site is then at its domain, and nothing is lost. */
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

  const { site, table, userPool } = await outputs(rehearsal);
  assert.equal(site, `https://${DomainName}`);
  const addresses = { ...before.addresses, site };
  assert.deepEqual(await whatIsKept(rehearsal), { ...before, addresses });
  const { ResourceRecordSets = [] } = await aws.route53.send(
    new ListResourceRecordSetsCommand({ HostedZoneId }),
  );
  const names = ResourceRecordSets.filter(({ Type }) => Type === 'AAAA').map(({ Name }) => Name);
  const wanted = ['', 'api.', 'www.'].map((before) => `${before}${DomainName}.`);
  assert.deepEqual(names.sort(), wanted.sort());
  const { Table } = await aws.dynamo.send(new DescribeTableCommand({ TableName: table }));
  assert.equal(Table?.DeletionProtectionEnabled, true);
  const { UserPool } = await aws.cognito.send(
    new DescribeUserPoolCommand({ UserPoolId: userPool }),
  );
  assert.equal(UserPool?.DeletionProtection, 'ACTIVE');
  return 'your own domain, x86_64, encrypted alarms, X-Ray, deletion protection …';
}
