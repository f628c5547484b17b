import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'tap';
import { isError } from '../contract/suite.ts';
import { startBundle } from '../support/bundle.ts';
import { until } from '../support/command.ts';
import { exampleEvent } from '../support/events.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { makeTable } from '../support/table.ts';
import { fromLambda } from '../support/target.ts';

const countEvent = exampleEvent('GET /count');
const healthEvent = exampleEvent('GET /health');

test('each counted view, and nothing else, writes a PageView metric to stdout', async (t) => {
  const proxy = await startFaultProxy(t);
  const bundle = await startBundle(t, { DYNAMODB_ENDPOINT: proxy.url });
  await bundle.invoke(countEvent);
  await bundle.invoke(countEvent);
  await bundle.invoke(healthEvent);
  await bundle.invoke({ ...countEvent, httpMethod: 'POST' });
  proxy.fault = () => 'drop-answer';
  t.equal((await bundle.invoke(countEvent)).statusCode, 503);

  const metrics = lines(bundle.stdout()).filter((line) => line._aws);
  t.equal(metrics.length, 2);
  for (const metric of metrics) {
    t.match(metric, {
      PageView: 1,
      Stack: 'local',
      _aws: {
        Timestamp: Number,
        CloudWatchMetrics: [
          {
            Namespace: 'CloudResume',
            Dimensions: [['Stack']],
            Metrics: [{ Name: 'PageView', Unit: 'Count' }],
          },
        ],
      },
    });
  }
});

test('log lines carry the request id of API Gateway, whatever the client sends', async (t) => {
  const bundle = await startBundle(t);
  const forged = { 'X-Request-Id': ['forged'], 'x-request-id': ['forged', 'again'] };
  await bundle.invoke({
    ...countEvent,
    headers: { 'X-Request-Id': 'forged' },
    multiValueHeaders: { ...countEvent.multiValueHeaders, ...forged },
  });
  const requests = () => lines(bundle.stdout()).filter((line) => line.message === 'request');
  // The line may follow the answer.
  await until(async () => requests().length > 0);
  const [line] = requests();
  t.match(line, {
    requestId: countEvent.requestContext.requestId,
    method: 'GET',
    route: '/count',
    statusCode: 200,
    durationMs: Number,
  });
});

test('an event that is not from the API gets 400, is logged, and counts nothing', async (t) => {
  const bundle = await startBundle(t);
  const { requestContext, ...withoutContext } = countEvent;
  const { requestId, ...withoutId } = requestContext;
  const bucket = { eventSource: 'aws:s3', s3: { bucket: { name: 'a' }, object: { key: 'b' } } };
  const events = [
    null,
    {},
    [],
    'text',
    1,
    true,
    { warmer: true },
    { Records: [bucket] },
    { source: 'aws.events', 'detail-type': 'Scheduled Event', resources: [] },
    // An HTTP API, and a load balancer.
    { version: '2.0', rawPath: '/count', requestContext: { http: {} } },
    { ...withoutContext, requestContext: { elb: { targetGroupArn: 'arn' } } },
    withoutContext,
    { ...countEvent, requestContext: withoutId },
    { ...countEvent, requestContext: { ...requestContext, identity: 'me' } },
    { ...countEvent, httpMethod: '' },
    { ...countEvent, httpMethod: 'GET /' },
    { ...countEvent, path: null },
    { ...countEvent, body: { a: 1 } },
    { ...countEvent, multiValueHeaders: { accept: null } },
  ];
  for (const event of events) {
    const answer = fromLambda(await bundle.invoke(event as typeof countEvent));
    isError(t, answer, 400, JSON.stringify(event)?.slice(0, 60));
  }
  t.equal(JSON.parse((await bundle.invoke(countEvent)).body).count, 1);
  const warnings = () => lines(bundle.stdout()).filter(({ level }) => level === 'warn');
  // The answers and the log come through different pipes.
  await until(async () => warnings().length >= events.length);
  t.equal(warnings().length, events.length);
});

test('the first request after a freeze is counted, although its connection died', async (t) => {
  const proxy = await startFaultProxy(t);
  const bundle = await startBundle(t, { DYNAMODB_ENDPOINT: proxy.url });
  t.equal((await bundle.invoke(countEvent)).statusCode, 200);
  bundle.freeze();
  proxy.breakIdleConnections();
  // Connections idle for up to a second count as alive.
  await sleep(1200);
  bundle.thaw();
  t.equal((await bundle.invoke(countEvent)).statusCode, 200);
});

test('10 concurrent requests in one process get 10 different numbers', async (t) => {
  const bundle = await startBundle(t);
  const results = await Promise.all(Array.from({ length: 10 }, () => bundle.invoke(countEvent)));
  const counts = results.map(({ body }) => JSON.parse(body).count);
  t.equal(new Set(counts).size, 10);
  t.equal(Math.max(...counts), 10);
});

test('with an invalid environment, the bundle exits with one line', async (t) => {
  const { name } = await makeTable(t);
  const { code, stderr } = await (
    await startBundle(t, { DATA_TABLE_NAME: name, ALLOWED_ORIGINS: 'example.com' })
  ).exited();
  t.equal(code, 1);
  t.match(
    stderr,
    /^Configuration: ALLOWED_ORIGINS: "example.com" is not valid\. Expected: .*\.\n$/,
  );
});

function lines(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
