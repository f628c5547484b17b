import assert from 'node:assert/strict';
import { DescribeAlarmsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  GetFunctionConfigurationCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs } from '../stack.ts';

/** From a failing function to the message that its owner receives. */
export async function alarm(rehearsal: Rehearsal): Promise<string> {
  const { topic, function: FunctionName } = await outputs(rehearsal);
  const queue = await listenTo(rehearsal, topic);
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

/** A queue that receives what `topic` sends. */
async function listenTo({ aws: { sns, sqs } }: Rehearsal, TopicArn: string) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'inbox' }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const Endpoint = Attributes?.QueueArn;
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: Endpoint,
      Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } },
    },
  });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
  return {
    /** Waits for a message that contains `text`. @throws {AssertionError} after 20 seconds without one. */
    async receive(text: string): Promise<void> {
      const bodies: (string | undefined)[] = [];
      for (const end = Date.now() + 20_000; Date.now() < end; ) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 2 }),
        );
        bodies.push(...Messages.map(({ Body }) => Body));
        if (bodies.some((body) => body?.includes(text))) return;
      }
      assert.fail(`the topic sent no message with ${text}, only ${bodies.join('\n') || 'none'}`);
    },
  };
}
