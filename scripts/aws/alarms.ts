import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { UserError } from '../lib/user-error.ts';
import { region, stackName } from './stack.ts';

/** Names in CloudWatch, by the names in template.yaml. */
export type Alarms = Map<string, string>;

const reason =
  'This is a test: somebody ran npm run fire-alarm. CloudWatch checks the metric next.';

/**
 * All alarms of the deployed stack, also composite ones.
 * @throws {UserError} when the call to AWS fails, or there is no such stack.
 */
export async function stackAlarms(): Promise<Alarms> {
  const client = new CloudFormationClient({ region });
  const alarms: Alarms = new Map();
  try {
    for await (const page of paginateListStackResources({ client }, { StackName: stackName })) {
      for (const one of page.StackResourceSummaries ?? []) {
        const isAlarm = /^AWS::CloudWatch::(Composite)?Alarm$/.test(`${one.ResourceType}`);
        if (!isAlarm || !one.LogicalResourceId || !one.PhysicalResourceId) continue;
        alarms.set(one.LogicalResourceId, nameOf(one.PhysicalResourceId));
      }
    }
  } catch (error) {
    throw new UserError(`Stack ${stackName} in ${region}: ${(error as Error).message}`);
  }
  return alarms;
}

/**
 * Sets an alarm off, with its actions, until CloudWatch looks at its metric again. No metric changes.
 * @throws {UserError} when the call to AWS fails, or the alarm is off already: AWS would send nothing.
 */
export async function fireAlarm(AlarmName: string): Promise<void> {
  const client = new CloudWatchClient({ region });
  try {
    if ((await stateOf(client, AlarmName)) === 'ALARM') throw new Error('is off already');
    const state = { AlarmName, StateValue: 'ALARM', StateReason: reason } as const;
    await client.send(new SetAlarmStateCommand(state));
  } catch (error) {
    throw new UserError(`${AlarmName}: ${(error as Error).message}`);
  }
}

async function stateOf(client: CloudWatchClient, name: string): Promise<string | undefined> {
  const { MetricAlarms = [], CompositeAlarms = [] } = await client.send(
    new DescribeAlarmsCommand({
      AlarmNames: [name],
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
    }),
  );
  return [...MetricAlarms, ...CompositeAlarms][0]?.StateValue;
}

/** CloudFormation has the name of an alarm, but the ARN of a composite one. */
function nameOf(id: string): string {
  return id.replace(/^arn:.*:alarm:/, '');
}
