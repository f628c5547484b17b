import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Test, test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { dynamoCountRepository } from '../../app/features/count/dynamo-repository.ts';
import { dynamoPauseRepository } from '../../app/features/pause/dynamo-repository.ts';
import { countingSwitch } from '../../app/features/pause/service.ts';
import { build } from '../support/build.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { manifest } from '../support/pages.ts';
import { clientThrough, databaseEnv, makeTable } from '../support/table.ts';

const pause = { pausedAt: '2026-11-27T00:00:00.000Z', reason: 'test' };

/** An app with a clock for its switch, whose database calls go through a proxy. */
async function setUp(t: Test) {
  const { name, client } = await makeTable(t);
  const proxy = await startFaultProxy(t);
  let now = 0;
  const table = database(clientThrough(t, proxy.url)).table(name);
  const { app, logs } = await build(t, {
    env: { DATA_TABLE_NAME: name, DYNAMODB_ENDPOINT: proxy.url },
    content: { site: async () => manifest },
    dependencies: { counting: countingSwitch(dynamoPauseRepository(table), () => now) },
  });
  const direct = database(clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT)).table(name);
  return {
    ...{ app, logs, name, client, proxy },
    counter: dynamoCountRepository(direct),
    switches: dynamoPauseRepository(direct),
    minuteLater: () => {
      now += 60_000;
    },
  };
}

const json = { 'content-type': 'application/json' };
const pausable = [
  { method: 'GET', url: '/count' },
  { method: 'GET', url: '/count.svg' },
  { method: 'GET', url: '/v1/visitors/count' },
  { method: 'POST', url: '/v1/visitors/track', headers: json, payload: '{"path":"/"}' },
  { method: 'GET', url: '/v1/analytics/views/blog/x' },
  { method: 'POST', url: '/v1/analytics/track', headers: json, payload: '{}' },
] as const;

test('a paused process refuses what counts, without a call to the database', async (t) => {
  const { app, counter, switches, proxy, minuteLater, logs } = await setUp(t);
  t.equal((await app.inject('/count')).statusCode, 200);
  await switches.pause(pause);
  t.equal((await app.inject('/count')).json().count, 2, 'it counts until it has read the switch');
  minuteLater();
  t.equal((await app.inject('/count')).json().count, 3, 'the request that reads it still counts');

  const before = proxy.requests;
  for (const call of pausable) {
    const answer = await app.inject(call);
    t.equal(answer.statusCode, 503, `${call.method} ${call.url}`);
    t.match(answer.json(), { statusCode: 503, code: 'COUNTING_PAUSED' });
    t.match(answer.headers, { 'retry-after': '300', 'cache-control': 'no-store' });
  }
  t.equal(proxy.requests, before);
  t.notOk(
    logs.some((line) => line.includes('CountingPaused')),
    'a flood does not fill the log with errors',
  );

  await switches.resume();
  minuteLater();
  t.equal((await app.inject('/count')).statusCode, 503, 'the request that reads it is refused');
  t.equal((await app.inject('/count')).json().count, 4, 'the counter continues where it was');
  t.equal(await counter.total(), 4);
});

test('while counting is paused, everything else answers', async (t) => {
  const { app, switches, minuteLater } = await setUp(t);
  await switches.pause(pause);
  minuteLater();
  await app.inject('/count');
  t.equal((await app.inject('/count')).statusCode, 503);
  for (const [url, status] of [
    ['/health', 200],
    ['/blog/', 200],
    ['/v1/blog/posts', 200],
    ['/v1/analytics/overview', 401],
    ['/v1/export', 401],
    ['/nothing', 404],
  ] as const) {
    t.equal((await app.inject(url)).statusCode, status, url);
  }
});

test('a pause that is there already stays as it is', async (t) => {
  const { switches } = await setUp(t);
  t.equal(await switches.find(), undefined);
  await switches.resume();
  await switches.pause(pause);
  await switches.pause({ pausedAt: '2026-11-28T00:00:00.000Z', reason: 'again' });
  t.strictSame(await switches.find(), pause);
});

test('a switch that cannot be read, or that nobody knows, is logged and changes nothing', async (t) => {
  const { app, client, name, proxy, minuteLater, logs } = await setUp(t);
  const warnings = () => logs.filter((line) => line.includes('could not be read')).length;
  await client.send(
    new PutCommand({ TableName: name, Item: { pk: 'SWITCH', sk: 'COUNTING', pausedAt: 1 } }),
  );
  minuteLater();
  t.equal((await app.inject('/count')).statusCode, 200);
  t.equal(warnings(), 1);
  t.equal((await app.inject('/count')).statusCode, 200);

  minuteLater();
  proxy.fault = () => 'drop-request';
  t.equal((await app.inject('/count')).statusCode, 503);
  t.equal(warnings(), 2);
  proxy.fault = () => 'none';
  t.equal((await app.inject('/count')).statusCode, 200);
});
