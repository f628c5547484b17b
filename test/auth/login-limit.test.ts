import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import { TooManyRequests } from '../../app/errors.ts';
import { dynamoLoginLimit } from '../../app/features/auth/dynamo-login-limit.ts';
import { maxAttempts, windowMs } from '../../app/features/auth/login-limit.ts';
import { isError } from '../contract/suite.ts';
import { build } from '../support/build.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { clientThrough, makeTable } from '../support/table.ts';
import { inProcess } from '../support/target.ts';

const soon = () => AbortSignal.timeout(5000);
const start = Date.parse('2026-11-21T23:45:00Z');

test('a network may try 20 times in a quarter of an hour, over all processes', async (t) => {
  const proxy = await startFaultProxy(t);
  const { client, ephemeral: name } = await makeTable(t);
  let time = start;
  const ofProcess = () =>
    dynamoLoginLimit(database(clientThrough(t, proxy.url)).table(name), () => time);
  const processes = [ofProcess(), ofProcess(), ofProcess()];
  const tries = Array.from({ length: maxAttempts + 10 }, (_, i) =>
    processes[i % 3]?.take(`192.0.2.${i}`, soon()),
  );
  const errors = (await Promise.allSettled(tries)).flatMap((one) =>
    one.status === 'rejected' ? [one.reason] : [],
  );
  for (const error of errors) t.type(error, TooManyRequests);
  // Each process reads the salt once, and each attempt is one request. Any further request is a retry, which
  // may have counted its attempt twice.
  const retries = proxy.requests - processes.length - tries.length;
  const taken = tries.length - errors.length;
  t.ok(
    maxAttempts - retries <= taken && taken <= maxAttempts,
    `${taken} taken, ${retries} retries`,
  );
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
  t.strictSame(
    Items.flatMap(({ attempts }) => attempts ?? []),
    [maxAttempts],
    'the counter of one network, at its limit',
  );

  const limit = dynamoLoginLimit(database(client).table(name), () => time);
  time += windowMs - 1;
  await t.rejects(limit.take('192.0.2.1', soon()), { name: 'TooManyRequests' });
  await limit.take('192.0.3.1', soon());
  time += 1;
  await limit.take('192.0.2.1', soon());
});

test('a network that has used up its attempts learns when to try again', async (t) => {
  const { client, ephemeral: name } = await makeTable(t);
  let time = start;
  const limit = dynamoLoginLimit(database(client).table(name), () => time);
  for (let i = 0; i < maxAttempts; i++) await limit.take('2001:db8:1::1', soon());
  time += windowMs - 1500;
  const error = await limit.take('2001:db8:1:ffff::2', soon()).catch((error) => error);
  t.equal(error.retryAfterSeconds, 2);
});

test('the table stores neither address nor network, and its items expire', async (t) => {
  const { client, ephemeral: name } = await makeTable(t);
  const limit = dynamoLoginLimit(database(client).table(name), () =>
    Date.parse('2026-11-21T12:00:00Z'),
  );
  for (const address of ['192.0.2.1', '2001:db8:1::1']) await limit.take(address, soon());
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
  t.equal(Items.length, 3);
  t.notMatch(JSON.stringify(Items), /192\.0\.2|2001:db8/);
  for (const { pk, sk, expiresAt } of Items) {
    // An hour after the day of the salt, and after the quarter of an hour of the attempts.
    const end = sk === 'SALT' ? '2026-11-22T01:00:00Z' : '2026-11-21T13:15:00Z';
    t.equal(expiresAt, Date.parse(end) / 1000, `${pk} ${sk}`);
  }
});

test('the night after a day, nothing about its attempts is left', async (t) => {
  const { client, ephemeral: name } = await makeTable(t);
  const clock = { now: Date.parse('2026-11-21T12:00:00Z') };
  const limit = dynamoLoginLimit(database(client).table(name), () => clock.now);
  const attempts = async () => {
    const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
    return Items.map(({ pk, sk }) => `${pk} ${`${sk}`.split('#')[0]}`).sort();
  };
  for (let i = 0; i < 30; i++) await limit.take(`192.0.${i}.1`, soon());
  clock.now = Date.parse('2026-11-22T00:10:00Z');
  await limit.take('192.0.2.1', soon());
  const today = ['LOGIN#2026-11-22 SALT', 'LOGIN#2026-11-22 WINDOW'];
  t.equal((await attempts()).length, 31 + 2);
  await limit.forgetPastDays(soon());
  t.strictSame(await attempts(), today, 'those of today stay');
  clock.now = Date.parse('2026-11-28T00:15:00Z');
  await limit.forgetPastDays(soon());
  t.strictSame(await attempts(), [], 'also after nights that failed');
});

test('each day has a salt of its own', async (t) => {
  const { client, ephemeral: name } = await makeTable(t);
  let time = start;
  const limit = dynamoLoginLimit(database(client).table(name), () => time);
  await limit.take('192.0.2.1', soon());
  time += 24 * 60 * 60 * 1000;
  await limit.take('192.0.2.1', soon());
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
  const ids = Items.map(({ sk }) => `${sk}`.split('#')[2]).filter((id) => id !== undefined);
  t.equal(new Set(ids).size, 2, 'two ids of one network');
  t.equal(Items.length, 4, 'and the salts');
});

test('an attempt costs one round trip, and the first of a process and day costs two', async (t) => {
  const proxy = await startFaultProxy(t);
  const { name } = await makeTable(t);
  const limit = dynamoLoginLimit(database(clientThrough(t, proxy.url)).table(name), () => start);
  await limit.take('192.0.2.1', soon());
  t.equal(proxy.requests, 2);
  await limit.take('192.0.2.1', soon());
  t.equal(proxy.requests, 3);
});

test('a salt that could not be read is requested again', async (t) => {
  const proxy = await startFaultProxy(t);
  const { name } = await makeTable(t);
  const limit = dynamoLoginLimit(database(clientThrough(t, proxy.url)).table(name), () => start);
  proxy.fault = () => 'hang';
  await t.rejects(limit.take('192.0.2.1', AbortSignal.timeout(300)), { name: 'Unavailable' });
  proxy.fault = () => 'none';
  await limit.take('192.0.2.1', soon());
});

test('answers to challenges count as attempts to sign in', async (t) => {
  const { app } = await build(t, {
    dependencies: {
      userPool: {
        signIn: async () => ({ challenge: 'SOFTWARE_TOKEN_MFA', session: 'x' }),
        answer: async () => ({ challenge: 'SOFTWARE_TOKEN_MFA', session: 'x' }),
      } as never,
    },
  });
  const target = inProcess(app);
  const post = (path: string, body: object) =>
    target({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const email = 'a@b.example';
  const challenge = 'SOFTWARE_TOKEN_MFA';
  const session = 'x'.repeat(20);
  const login = () => post('/v1/auth/login', { email, password: 'x' });
  const answer = () => post('/v1/auth/challenge', { challenge, session, email, code: '123456' });
  t.equal((await answer()).status, 200);
  for (let i = 1; i < maxAttempts; i++) t.equal((await login()).status, 200);
  isError(t, await answer(), 429, 'challenge');
  isError(t, await login(), 429, 'login');
});

test('the app does not call the user pool beyond the limit, nor while the table is down', async (t) => {
  let calls = 0;
  const proxy = await startFaultProxy(t);
  const { app } = await build(t, {
    env: { DYNAMODB_ENDPOINT: proxy.url },
    dependencies: {
      userPool: {
        async signIn() {
          calls++;
          return { challenge: 'SOFTWARE_TOKEN_MFA', session: 'x' };
        },
      } as never,
    },
  });
  const target = inProcess(app);
  const login = () =>
    target({
      method: 'POST',
      path: '/v1/auth/login',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `${Math.random()}` },
      body: '{"email":"a@b.example","password":"x"}',
    });
  for (let i = 0; i < maxAttempts; i++) t.equal((await login()).status, 200);
  const answer = await login();
  isError(t, answer, 429, 'too many');
  t.match(answer.headers, { 'retry-after': /^[1-9]\d*$/, 'cache-control': 'no-store' });
  t.ok(Number(answer.headers['retry-after']) <= 900);
  proxy.fault = () => 'error';
  isError(t, await login(), 503, 'table down');
  t.equal(calls, maxAttempts);
});
