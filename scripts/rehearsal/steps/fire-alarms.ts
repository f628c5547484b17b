import assert from 'node:assert/strict';
import { DescribeAlarmsCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { asOwner } from '../aws.ts';
import { listenTo } from '../inbox.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs, stackName } from '../stack.ts';

/** Sets off every alarm of the stack by its name, and waits for the message of each. */
export async function fireAlarms(rehearsal: Rehearsal): Promise<string> {
  const { topic } = await outputs(rehearsal);
  const queue = await listenTo(rehearsal, topic, 'test-inbox');
  const listed = await fire(rehearsal, '--list');
  const names = listed.split('\n').filter((line) => line.endsWith('Alarm'));
  assert(names.length > 0, 'the stack has alarms');
  await reset(rehearsal);
  await fire(rehearsal, ...names);
  for (const name of names) await queue.receive(`-${name}-`);
  return `by hand: alarms are OK again, and a queue in place of an inbox; ${names.length} alarms`;
}

/** The local CloudWatch does not look at metrics again, so alarms of the steps before are still off. */
async function reset({ aws: { cloudWatch } }: Rehearsal): Promise<void> {
  const { MetricAlarms = [] } = await cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix: `${stackName}-`, StateValue: 'ALARM' }),
  );
  for (const { AlarmName } of MetricAlarms) {
    const state = { AlarmName, StateValue: 'OK', StateReason: 'By hand' } as const;
    await cloudWatch.send(new SetAlarmStateCommand(state));
  }
}

/** What the command printed. */
function fire({ command }: Rehearsal, ...args: string[]): Promise<string> {
  return command('npm', ['run', '--silent', 'fire-alarm', '--', ...args], asOwner);
}
