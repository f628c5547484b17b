import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { test } from 'tap';
import { notApplied } from '../../app/aws/dynamo/errors.ts';
import { unitBucket } from '../../bench/hot-key-bucket.ts';
import { perSecondBefore, stretches, unitsBefore } from '../../bench/hot-key-report.ts';
import { startThrottle } from '../../bench/hot-key-throttle.ts';
import { clientThrough, databaseEnv, makeTable } from '../support/table.ts';

test('a key takes its units each second, and saves the units of one second at most', async (t) => {
  let now = 0;
  const bucket = unitBucket(10, () => now);
  const taken = () => {
    let writes = 0;
    while (bucket.take()) writes++;
    return writes;
  };
  t.equal(taken(), 0, 'empty at first');
  for (const [ms, writes] of [
    [100, 1],
    [1000, 10],
    [60_000, 10],
  ] as const) {
    now += ms;
    t.equal(taken(), writes, `after ${ms} ms`);
  }
});

test('a write that costs more than was reserved delays the next one', async (t) => {
  let now = 0;
  const bucket = unitBucket(10, () => now);
  now = 100;
  t.equal(bucket.take()?.(3), 3);
  now = 500;
  t.notOk(bucket.take(), 'two are missing, and three are needed');
  now = 600;
  t.equal(bucket.take()?.(), 3);
});

test('a stretch of a day has its own speed and price', (t) => {
  const sample = { refused: 0, throttled: 0 };
  const samples = [
    { ...sample, visitors: 0, ms: 1000, writeUnits: 0 },
    { ...sample, visitors: 40, ms: 3000, writeUnits: 40 },
    { ...sample, visitors: 140, ms: 3500, writeUnits: 150, refused: 1, throttled: 7 },
  ];
  t.strictSame(stretches(samples), [
    { from: 0, to: 40, perSecond: 20, unitsPerVisit: 1, refused: 0, throttled: 0 },
    { from: 40, to: 140, perSecond: 200, unitsPerVisit: 1.1, refused: 1, throttled: 7 },
  ]);
  t.end();
});

test('two items per day would cost two units from 147 visitors on, and 64 with 10,000', (t) => {
  t.strictSame([1, 146, 148, 10_000].map(unitsBefore), [1, 1, 2, 64]);
  t.equal(perSecondBefore(10_000, 1000).toFixed(1), '31.3');
  t.end();
});

test('a write beyond the units of its key gets the throttling error of DynamoDB', async (t) => {
  const throttle = await startThrottle(databaseEnv().DYNAMODB_ENDPOINT, 0.001);
  t.teardown(throttle.stop);
  const { name, client } = await makeTable(t);
  const key = { TableName: name, Key: { pk: 'a', sk: 'b' } };
  const update = { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': 1 } };
  const throttled = clientThrough(t, throttle.url);
  const error = await throttled.send(new UpdateCommand({ ...key, ...update })).catch((e) => e);
  t.match(error, {
    name: 'ProvisionedThroughputExceededException',
    ThrottlingReasons: [{ reason: 'TableWriteKeyRangeThroughputExceeded' }],
    $metadata: { httpStatusCode: 400 },
  });
  t.ok(notApplied(error), 'the app retries it');
  t.match(throttle, { refused: 1, units: 0 });
  await client.send(new UpdateCommand({ ...key, ...update }));
  t.match(await throttled.send(new GetCommand(key)), { Item: { n: 1 } }, 'reads pass');
});
