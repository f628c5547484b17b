import {
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import type { Rehearsal } from './rehearsal.ts';

export const stackName = 'cloud-resume';
export const pipelineStack = `${stackName}-pipeline`;

/** The stack as it is now, or undefined when there is none. */
export async function describeStack(
  { aws }: Rehearsal,
  StackName = stackName,
): Promise<Stack | undefined> {
  const { Stacks } = await aws.cloudFormation
    .send(new DescribeStacksCommand({ StackName }))
    .catch((error: Error) => {
      if (error.message.includes('does not exist')) return { Stacks: [] };
      throw error;
    });
  return Stacks?.[0];
}

/** The physical id of a resource of the stack. */
export async function physicalId({ aws }: Rehearsal, LogicalResourceId: string) {
  const { StackResourceDetail } = await aws.cloudFormation.send(
    new DescribeStackResourceCommand({ StackName: stackName, LogicalResourceId }),
  );
  return StackResourceDetail?.PhysicalResourceId;
}

/** The outputs of the stack. Call it again after each deploy. */
export async function outputs(rehearsal: Rehearsal) {
  const get = outputsOf(await describeStack(rehearsal));
  return {
    site: get('WebsiteUrl'),
    api: get('VisitorApiUrl'),
    bucket: get('WebsiteBucketName'),
    distribution: get('WebsiteCloudFrontDistributionId'),
    table: get('VisitorTableName'),
    userPool: get('UserPoolId'),
    userPoolClient: get('UserPoolClientId'),
    function: get('FunctionName'),
    topic: get('AlarmTopicArn'),
  };
}

export async function pipelineOutputs(rehearsal: Rehearsal) {
  const get = outputsOf(await describeStack(rehearsal, pipelineStack));
  return {
    deployRole: get('DeployRoleArn'),
    executionRole: get('ExecutionRoleArn'),
    roleBoundary: get('RoleBoundaryArn'),
  };
}

function outputsOf(stack: Stack | undefined): (name: string) => string {
  const values = new Map(stack?.Outputs?.map((o) => [o.OutputKey, o.OutputValue]));
  return (name) => {
    const value = values.get(name);
    if (!value) throw new Error(`Stack ${stack?.StackName} has no output ${name}`);
    return value;
  };
}
