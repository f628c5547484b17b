import assert from 'node:assert/strict';
import { DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  GetFunctionConfigurationCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { listenTo } from '../inbox.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs } from '../stack.ts';

/** From a failing function to the message that its owner receives. */
export async function alarm(rehearsal: Rehearsal): Promise<string> {
  const { topic, function: FunctionName } = await outputs(rehearsal);
  const queue = await listenTo(rehearsal, topic, 'inbox');
  const failures = await failingFunction(rehearsal);

  const { cloudWatch } = rehearsal.aws;
  const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand());
  const watching = MetricAlarms.find(
    ({ Namespace, MetricName, Dimensions }) =>
      Namespace === 'AWS/Lambda' &&
      MetricName === 'Errors' &&
      Dimensions?.some(({ Value }) => Value === FunctionName),
  );
  assert(watching, 'an alarm watches the errors of the function');
  const { Namespace, MetricName, Dimensions } = watching;
  await cloudWatch.send(
    new PutMetricDataCommand({
      Namespace,
      MetricData: [{ MetricName, Dimensions, Value: failures, Timestamp: new Date() }],
    }),
  );
  // The local CloudWatch ignores dimensions: the nightly function's alarm goes off as well.
  await queue.receive(`ALARM: \\"${watching.AlarmName}\\"`);
  return 'by hand: the metric, and a queue in place of an inbox';
}

/** Breaks the function, calls it, and repairs it. Returns how often it failed. */
async function failingFunction(rehearsal: Rehearsal): Promise<number> {
  const { api, function: FunctionName } = await outputs(rehearsal);
  const { lambda } = rehearsal.aws;
  const { Handler } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const setHandler = (Handler: string | undefined) =>
    lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Handler }));
  await setHandler('index.missing');
  const failures = 3;
  for (let i = 0; i < failures; i++) {
    const { status } = await fetch(`${api}/count`);
    // The template says 503; the local gateway does not apply it to a failed function.
    assert.ok(status >= 500, `${status} from a failing function`);
  }
  await setHandler(Handler);
  assert.equal((await fetch(`${api}/count`)).status, 200, 'from the repaired function');
  return failures;
}
