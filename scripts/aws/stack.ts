import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { UserError } from '../lib/user-error.ts';

export const region = process.env.AWS_REGION ?? 'us-east-1';
export const stackName = process.env.STACK_NAME ?? 'cloud-resume';

/**
 * The outputs of a deployed stack, by name.
 * @throws {UserError} when the call to AWS fails, or there is no such stack.
 */
export async function stackOutputs(): Promise<Record<string, string>> {
  const client = new CloudFormationClient({ region });
  const { Stacks } = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((error: Error) => {
      throw new UserError(`Stack ${stackName} in ${region}: ${error.message}`);
    });
  const outputs = Stacks?.[0]?.Outputs ?? [];
  return Object.fromEntries(outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}
