import {
  GetRolePolicyCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type Credentials } from '@aws-sdk/client-sts';
import type { Clients } from '../aws.ts';

interface Statement {
  Resource: string;
  Condition?: { StringEquals?: Record<string, string> };
}

/**
 * Assumes the role that GitHub assumes. The local STS does not check all claims of GitHub's token, so this
 * first makes the role trust anybody. Its permissions stay the same, but for the tag of distributions.
 */
export async function takeDeployRole({ iam, sts }: Clients, RoleArn: string): Promise<Credentials> {
  const RoleName = RoleArn.split('/').at(-1);
  const trust = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] });
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
  await ignoreTagOfDistribution(iam, RoleName);
  const RoleSessionName = 'rehearsal';
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName }));
  if (!Credentials) throw new Error(`The local STS refused ${RoleArn}`);
  return Credentials;
}

/** The local IAM does not look up the tags of distributions. */
async function ignoreTagOfDistribution(iam: Clients['iam'], RoleName: string | undefined) {
  const policy = { RoleName, PolicyName: 'site' };
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand(policy));
  const document: { Statement: Statement[] } = JSON.parse(decodeURIComponent(PolicyDocument));
  for (const statement of document.Statement) {
    if (!statement.Resource.includes(':distribution/')) continue;
    delete statement.Condition?.StringEquals?.['aws:ResourceTag/stack'];
  }
  const put = { ...policy, PolicyDocument: JSON.stringify(document) };
  await iam.send(new PutRolePolicyCommand(put));
}
