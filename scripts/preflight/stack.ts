import {
  type CloudFormationClient,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { type Finding, note, stop } from './finding.ts';

export interface Deployed {
  /** The stack is there, and CloudFormation can update it. */
  exists: boolean;
  /** The next deploy creates the stack. */
  isNew: boolean;
  /** Those that the next deploy keeps. */
  parameters: Record<string, string>;
  findings: Finding[];
}

const updatable = [
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
];
/** The next deploy creates the stack, once what is there is deleted. */
const unborn = [
  'CREATE_FAILED',
  'DELETE_FAILED',
  'REVIEW_IN_PROGRESS',
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
];

/** The stack of this name as it is now. */
export async function findStack(
  client: CloudFormationClient,
  stackName: string,
  region: string,
): Promise<Deployed> {
  const { Stacks = [] } = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((error: Error) => {
      if (/does not exist/.test(error.message)) return { Stacks: [] };
      throw error;
    });
  const [stack] = Stacks;
  if (!stack) return { exists: false, isNew: true, parameters: {}, findings: [] };
  const status = stack.StackStatus ?? '';
  const parameters = parametersOf(stack);
  if (status !== 'REVIEW_IN_PROGRESS' && !('OwnerEmail' in parameters)) {
    const other = `Stack ${stackName} in ${region} is not one of template.yaml, and a deploy would replace its resources: choose another --stack-name`;
    return { exists: false, isNew: true, parameters: {}, findings: [stop(other)] };
  }
  const exists = updatable.includes(status);
  const isNew = unborn.includes(status);
  return {
    exists,
    isNew,
    parameters: isNew ? {} : parameters,
    findings: exists ? [] : [problem(stackName, region, status)],
  };
}

function parametersOf({ Parameters = [] }: Stack): Record<string, string> {
  return Object.fromEntries(
    Parameters.map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
  );
}

function problem(stackName: string, region: string, status: string): Finding {
  const state = `Stack ${stackName} is in the state ${status}`;
  const aws = (command: string) =>
    `aws cloudformation ${command} --stack-name ${stackName} --region ${region}`;
  switch (status) {
    // A change set that nobody executed: CloudFormation still creates the stack.
    case 'REVIEW_IN_PROGRESS':
      return note(`${state}: somebody prepared its creation. A deploy creates it`);
    case 'ROLLBACK_COMPLETE':
    case 'ROLLBACK_FAILED':
    case 'CREATE_FAILED':
      return stop(`${state}: its first deploy failed. Delete it: ${aws('delete-stack')}`);
    case 'DELETE_FAILED':
      return stop(
        `${state}. Its events name what was in the way (${aws('describe-stack-events')}). Delete it again: ${aws('delete-stack')}`,
      );
    case 'UPDATE_FAILED':
      return stop(`${state}. Restore the state before the update: ${aws('rollback-stack')}`);
    case 'UPDATE_ROLLBACK_FAILED':
      return stop(
        `${state}. Its events name the cause (${aws('describe-stack-events')}). Fix it, then: ${aws('continue-update-rollback')}`,
      );
  }
  if (status.endsWith('_IN_PROGRESS')) {
    return stop(`${state}: CloudFormation is changing it. Wait until it is done, then try again`);
  }
  return stop(
    `${state}, which cannot be updated. Its events say why: ${aws('describe-stack-events')}`,
  );
}
