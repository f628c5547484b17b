import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { UserError } from '../lib/user-error.ts';

export const region = process.env.AWS_REGION ?? 'us-east-1';
export const stackName = process.env.STACK_NAME ?? 'cloud-resume';

type Values = Record<string, string>;

/**
 * The outputs and the parameters of a deployed stack, by name.
 * @throws {UserError} when the call to AWS fails, or there is no such stack.
 */
export async function describeStack(
  StackName = stackName,
  inRegion = region,
): Promise<{ outputs: Values; parameters: Values }> {
  const client = new CloudFormationClient({ region: inRegion });
  const { Stacks } = await client
    .send(new DescribeStacksCommand({ StackName }))
    .catch((error: Error) => {
      throw new UserError(`Stack ${StackName} in ${inRegion}: ${error.message}`);
    });
  const { Outputs = [], Parameters = [] } = Stacks?.[0] ?? {};
  return {
    outputs: Object.fromEntries(Outputs.map((one) => [one.OutputKey, one.OutputValue])),
    parameters: Object.fromEntries(Parameters.map((one) => [one.ParameterKey, one.ParameterValue])),
  };
}

export async function stackOutputs(): Promise<Values> {
  return (await describeStack()).outputs;
}
