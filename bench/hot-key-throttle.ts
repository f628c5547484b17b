import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { type Bucket, unitBucket } from './hot-key-bucket.ts';

export interface Throttle {
  url: string;
  /** Write units charged so far. */
  units: number;
  /** Updates rejected so far. */
  refused: number;
  stop(): Promise<void>;
}

interface Command {
  Key: { pk: { S: string } };
}

/**
 * A proxy in front of DynamoDB Local that allows `unitsPerSecond` write units per second for each
 * partition key, as DynamoDB allows 1,000. It charges updates what DynamoDB Local reports as their cost,
 * and forwards everything else.
 */
export async function startThrottle(endpoint: string, unitsPerSecond: number): Promise<Throttle> {
  const buckets = new Map<string, Bucket>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const command = (await json(request)) as Command;
    if (!request.headers['x-amz-target']?.toString().endsWith('.UpdateItem')) {
      const { status, body } = await forward(endpoint, request, command);
      return send(response, status, body);
    }
    const key = command.Key.pk.S;
    const bucket = buckets.get(key) ?? unitBucket(unitsPerSecond, () => performance.now());
    buckets.set(key, bucket);
    const charge = bucket.take();
    if (!charge) {
      throttle.refused++;
      return send(response, 400, exceeded);
    }
    const metered = { ...command, ReturnConsumedCapacity: 'TOTAL' };
    const { status, body } = await forward(endpoint, request, metered);
    throttle.units += charge(JSON.parse(body).ConsumedCapacity?.CapacityUnits);
    send(response, status, body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const throttle: Throttle = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    units: 0,
    refused: 0,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return throttle;
}

/** DynamoDB Local ignores the signature, so the command may differ from the signed one. */
async function forward(endpoint: string, { headers }: IncomingMessage, command: Command) {
  const passed = ['authorization', 'content-type', 'x-amz-date', 'x-amz-target'];
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: Object.fromEntries(passed.map((name) => [name, String(headers[name])])),
    body: JSON.stringify(command),
  });
  return { status: answer.status, body: await answer.text() };
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ThrottlingReason.html */
const exceeded = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  message: 'More than the write units of this partition key',
  ThrottlingReasons: [{ reason: 'TableWriteKeyRangeThroughputExceeded' }],
});

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
}
