import assert from 'node:assert/strict';
import { SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import type { Rehearsal } from './rehearsal.ts';

/** A queue that receives what `topic` sends. */
export async function listenTo(
  { aws: { sns, sqs } }: Rehearsal,
  TopicArn: string,
  QueueName: string,
) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName }));
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
  const bodies: (string | undefined)[] = [];
  return {
    /** Waits for a message that contains `text`. @throws {AssertionError} after 20 seconds without one. */
    async receive(text: string): Promise<void> {
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
