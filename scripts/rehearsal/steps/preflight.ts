import assert from 'node:assert/strict';
import { UpdateAccountCommand } from '@aws-sdk/client-api-gateway';
import {
  CreateStackCommand,
  DeleteStackCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, DeleteRoleCommand } from '@aws-sdk/client-iam';
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  DeleteHostedZoneCommand,
} from '@aws-sdk/client-route-53';
import { asOwner, type Clients } from '../aws.ts';
import { createDeployer } from '../deployer.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { CommandError } from '../run.ts';
import { ownerEmail } from '../sam.ts';
import { describeStack, stackName } from '../stack.ts';

const noCredentials = {
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_EC2_METADATA_DISABLED: 'true',
};
const unknownCredentials = {
  ...noCredentials,
  ...asOwner,
  AWS_ACCESS_KEY_ID: 'AKIA0000000000000000',
};
const domain = 'resume.example.com';
const domainIs = ['--parameter', `DomainName=${domain}`];
const idIs = (id: string) => ['--parameter', `HostedZoneId=${id}`];

/** Plants what would stop a deploy, and takes it away again. */
export async function preflightFindings(rehearsal: Rehearsal): Promise<string> {
  const { aws } = rehearsal;
  const deployer = await createDeployer(rehearsal);
  const asDeployer = (...args: string[]) => preflight(rehearsal, deployer.env, ...args);
  const nothing = /^Nothing stops a deploy of cloud-resume in us-east-1, account \d{12}\.$/m;
  assert.match(await asDeployer(), nothing);

  const zone = await createZone(aws, 'example.com');
  const other = await createZone(aws, 'example.org');
  await changeRecord(aws, zone, 'CREATE');
  const role = await setLogRole(aws);
  await createBrokenStack(rehearsal);
  const found: [output: string, finding: RegExp][] = [
    [await preflight(rehearsal, noCredentials), /^Stops: There are no AWS credentials/m],
    [await preflight(rehearsal, unknownCredentials), /^Stops: AWS does not accept these/m],
    [await preflight(rehearsal, asOwner), /^Stops: These are credentials of the root user/m],
    [await asDeployer('--stack-name', 'x'.repeat(25)), /^Stops: Stack name x+ must be at most 24/m],
    [await asDeployer('--parameter', 'DomianName=a'), /^Stops: .* did you mean DomainName\?$/m],
    [await asDeployer('--region', 'eu-west-1', ...domainIs), /^Stops: .* to be in us-east-1, not/m],
    [await asDeployer(...domainIs), new RegExp(`^Stops: .* Use HostedZoneId=${zone} `, 'm')],
    [await asDeployer(...domainIs, ...idIs('Z0000000')), /^Stops: .* no hosted zone Z0000000/m],
    [await asDeployer(...domainIs, ...idIs(other)), /^Stops: .* that of example\.org, not of/m],
    [await asDeployer(...domainIs, ...idIs(zone)), /^Stops: www\.\S+ already has CNAME/m],
    [await asDeployer(), /^Note: API Gateway .* already has a role .*ApiGatewayLogRole=exists$/m],
    [await asDeployer('--stack-name', broken), /^Stops: .*ROLLBACK_COMPLETE.* delete-stack /m],
  ];
  for (const [output, finding] of found) assert.match(output, finding);

  await aws.cloudFormation.send(new DeleteStackCommand({ StackName: broken }));
  await role.remove();
  await changeRecord(aws, zone, 'DELETE');
  for (const Id of [zone, other]) await aws.route53.send(new DeleteHostedZoneCommand({ Id }));
  assert.match(await asDeployer(), nothing);
  await deployer.remove();
  return `${found.length} findings`;
}

/** The output, whatever the exit code. */
async function preflight(
  { command }: Rehearsal,
  env: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<string> {
  const all = ['run', 'preflight', '--', '--owner-email', ownerEmail, ...args];
  return command('npm', all, env).catch((error) => {
    if (error instanceof CommandError) return error.output;
    throw error;
  });
}

async function createZone({ route53 }: Clients, Name: string): Promise<string> {
  const create = new CreateHostedZoneCommand({ Name, CallerReference: `preflight ${Name}` });
  const { HostedZone } = await route53.send(create);
  return HostedZone?.Id?.split('/').at(-1) ?? '';
}

async function changeRecord(
  { route53 }: Clients,
  HostedZoneId: string,
  Action: 'CREATE' | 'DELETE',
) {
  const ResourceRecordSet = {
    Name: `www.${domain}`,
    Type: 'CNAME' as const,
    TTL: 60,
    ResourceRecords: [{ Value: 'example.net' }],
  };
  const ChangeBatch = { Changes: [{ Action, ResourceRecordSet }] };
  await route53.send(new ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch }));
}

async function setLogRole({ apiGateway, iam }: Clients) {
  const RoleName = 'logs-of-others';
  const trust = {
    Effect: 'Allow',
    Principal: { Service: 'apigateway.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const set = (value: string) =>
    apiGateway.send(
      new UpdateAccountCommand({
        patchOperations: [{ op: 'replace', path: '/cloudwatchRoleArn', value }],
      }),
    );
  await set(Role?.Arn ?? '');
  return {
    async remove() {
      await set('');
      await iam.send(new DeleteRoleCommand({ RoleName }));
    },
  };
}

const broken = `${stackName}-broken`;

/** A first deploy that failed, where nobody deleted the stack. */
async function createBrokenStack(rehearsal: Rehearsal): Promise<void> {
  const client = rehearsal.aws.cloudFormation;
  const template = {
    Parameters: { OwnerEmail: { Type: 'String' } },
    Resources: {
      Broken: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 999_999_999 } },
    },
  };
  await client.send(
    new CreateStackCommand({
      StackName: broken,
      TemplateBody: JSON.stringify(template),
      Parameters: [{ ParameterKey: 'OwnerEmail', ParameterValue: ownerEmail }],
    }),
  );
  const options = { client, maxWaitTime: 60, minDelay: 1 };
  await assert.rejects(waitUntilStackCreateComplete(options, { StackName: broken }));
  const stack = await describeStack(rehearsal, broken);
  assert.equal(stack?.StackStatus, 'ROLLBACK_COMPLETE');
}
