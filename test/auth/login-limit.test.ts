import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Test, test } from 'tap';
import { database } from '../../app/aws/dynamo/database.ts';
import {
  BadRequest,
  TooManyRequests,
  Unauthorized,
  Unavailable,
  WrongPassword,
} from '../../app/errors.ts';
import { forgetAttempts } from '../../app/features/auth/dynamo-forget-attempts.ts';
import { dynamoLoginLimit } from '../../app/features/auth/dynamo-login-limit.ts';
import { maxFailures, pauseMs } from '../../app/features/auth/login-limit.ts';
import { isError } from '../contract/suite.ts';
import { build } from '../support/build.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { startIssuer } from '../support/issuer.ts';
import { clientThrough, databaseEnv, makeTable } from '../support/table.ts';
import { inProcess } from '../support/target.ts';

const soon = () => AbortSignal.timeout(5000);
const start = Date.parse('2026-11-21T12:00:00Z');
const address = '192.0.2.1';
const minute = 60 * 1000;

/** Processes with one table and one clock. */
async function limits(t: Test, url = databaseEnv().DYNAMODB_ENDPOINT) {
  const { client, ephemeral: name } = await makeTable(t);
  const clock = { time: start };
  const limit = () =>
    dynamoLoginLimit(database(clientThrough(t, url)).table(name), () => clock.time);
  const items = async () =>
    (await client.send(new ScanCommand({ TableName: name, ConsistentRead: true }))).Items ?? [];
  return { clock, limit, items };
}

test('a network may be refused 4 times, over all processes and however many ask at once', async (t) => {
  const { limit, items } = await limits(t);
  const processes = [limit(), limit(), limit()];
  const tries = Array.from({ length: 12 }, (_, i) =>
    processes[i % 3]?.take('sign-in', `192.0.2.${i}`, soon()),
  );
  const answers = await Promise.allSettled(tries);
  const errors = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  for (const error of errors) t.type(error, TooManyRequests);
  // A retry after a lost answer may count one attempt twice.
  t.ok(errors.length >= 8, `${errors.length}`);
  t.strictSame(
    (await items()).flatMap(({ failures }) => failures ?? []),
    [4],
  );
  await limit().take('sign-in', '192.0.3.1', soon());
});

test('Cognito sees at most 4 failures of one network without a pause of 30 minutes', async (t) => {
  const { clock, limit } = await limits(t);
  const { take } = limit();
  const passed: number[] = [];
  for (clock.time = start; clock.time < start + 10 * 60 * minute; clock.time += 7 * minute) {
    await take('sign-in', address, soon()).then(
      () => passed.push(clock.time),
      (error) => t.type(error, TooManyRequests),
    );
  }
  t.ok(passed.length > 20, 'the pause ends');
  let inARow = 0;
  for (const [i, time] of passed.entries()) {
    const isNew = time - (passed[i - 1] ?? 0) >= pauseMs;
    inARow = isNew ? 1 : inARow + 1;
    t.ok(inARow <= 4);
  }
});

test('a network that has to pause learns for how long, and trying does not prolong it', async (t) => {
  const { clock, limit } = await limits(t);
  const { take } = limit();
  const network = '2001:db8:1::1';
  for (let i = 0; i < maxFailures['sign-in']; i++) await take('sign-in', network, soon());
  clock.time += pauseMs - 1500;
  for (const other of ['2001:db8:1:ffff::2', network]) {
    const error = await take('sign-in', other, soon()).catch((error) => error);
    t.equal(error.retryAfterSeconds, 2);
  }
  clock.time += 1500;
  await take('sign-in', network, soon());
});

test('what was no failure is taken back, and the doors are counted apart', async (t) => {
  const { limit } = await limits(t);
  const { take, giveBack } = limit();
  for (let i = 0; i < 20; i++) {
    await take('sign-in', address, soon());
    await giveBack('sign-in', address, soon());
  }
  for (let i = 0; i < maxFailures.refresh; i++) await take('refresh', address, soon());
  await t.rejects(take('refresh', address, soon()), TooManyRequests);
  for (let i = 0; i < maxFailures['sign-in']; i++) await take('sign-in', address, soon());
  await t.rejects(take('sign-in', address, soon()), TooManyRequests);
  const { giveBack: early } = limit();
  await early('sign-in', '203.0.113.1', soon());
});

test('the table stores neither address nor network, and its items expire', async (t) => {
  const { limit, items } = await limits(t);
  const { take } = limit();
  for (const one of [address, '2001:db8:1::1']) await take('sign-in', one, soon());
  const found = await items();
  t.equal(found.length, 3);
  t.notMatch(JSON.stringify(found), /192\.0\.2|2001:db8/);
  for (const { expiresAt } of found) {
    t.equal(expiresAt, Date.parse('2026-11-22T01:00:00Z') / 1000, 'an hour after the day');
  }
});

test('each day has a salt of its own', async (t) => {
  const { clock, limit, items } = await limits(t);
  const { take } = limit();
  await take('sign-in', address, soon());
  clock.time += 24 * 60 * minute;
  await take('sign-in', address, soon());
  t.equal(new Set((await items()).map(({ sk }) => sk)).size, 3, 'two ids of one network, and SALT');
});

test('the night deletes the attempts of days that are over, with their salts', async (t) => {
  const { client, ephemeral } = await makeTable(t);
  const db = database(client);
  const at = (time: number) => dynamoLoginLimit(db.table(ephemeral), () => time);
  for (let i = 0; i < 130; i++) await at(start).take('sign-in', `10.0.${i}.1`, soon());
  const next = start + 24 * 60 * minute;
  await at(next).take('sign-in', address, soon());
  for (let i = 0; i < 2; i++) await forgetAttempts(db.table(ephemeral), soon(), () => next);
  const { Items = [] } = await client.send(new ScanCommand({ TableName: ephemeral }));
  t.strictSame([...new Set(Items.map(({ pk }) => pk))], ['LOGIN#2026-11-22']);
  t.equal(Items.length, 2);
});

test('an attempt costs two round trips, one beyond the limit, and the first of a day three', async (t) => {
  const proxy = await startFaultProxy(t);
  const { take } = (await limits(t, proxy.url)).limit();
  const costs: number[] = [];
  for (let i = 0; i < 5; i++) {
    const before = proxy.requests;
    await take('sign-in', address, soon()).catch((error) => t.type(error, TooManyRequests));
    costs.push(proxy.requests - before);
  }
  t.strictSame(costs, [3, 2, 2, 2, 1]);
});

test('a salt that could not be read is requested again', async (t) => {
  const proxy = await startFaultProxy(t);
  const { take } = (await limits(t, proxy.url)).limit();
  proxy.fault = () => 'hang';
  await t.rejects(take('sign-in', address, AbortSignal.timeout(300)), { name: 'Unavailable' });
  proxy.fault = () => 'none';
  await take('sign-in', address, soon());
});

/** The app on a user pool that answers with `pool`. */
async function signInApp(t: Test, pool: () => Promise<unknown>, env = {}) {
  const calls: string[] = [];
  const of = (name: string) => async () => {
    calls.push(name);
    return pool();
  };
  const names = ['signIn', 'answer', 'refresh', 'changePassword'];
  const userPool = Object.fromEntries(names.map((name) => [name, of(name)])) as never;
  const issuer = await startIssuer(t);
  const { app } = await build(t, { env: { ...issuer.env, ...env }, dependencies: { userPool } });
  const target = inProcess(app);
  const send = (method: string, path: string, body: object, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      'x-forwarded-for': `${Math.random()}`,
      ...(token && { authorization: `Bearer ${token}` }),
    };
    return target({ method, path: `/v1/auth${path}`, headers, body: JSON.stringify(body) });
  };
  const post = (path: string, body: object) => send('POST', path, body);
  const email = 'a@b.example';
  const answer = {
    challenge: 'SOFTWARE_TOKEN_MFA',
    session: 'x'.repeat(20),
    email,
    code: '123456',
  };
  return {
    calls,
    login: () => post('/login', { email, password: 'x' }),
    answer: () => post('/challenge', answer),
    refresh: () => post('/refresh', { refreshToken: 'junk' }),
    changePassword: () =>
      send('PUT', '/password', { password: 'x', newPassword: 'y' }, issuer.token()),
  };
}

const refused = async () => {
  throw new Unauthorized();
};

test('refused answers to challenges count like refused passwords', async (t) => {
  const { calls, login, answer } = await signInApp(t, refused);
  for (const ask of [answer, login, answer, login]) t.equal((await ask()).status, 401);
  isError(t, await answer(), 429, 'challenge');
  const late = await login();
  isError(t, late, 429, 'login');
  t.match(late.headers, { 'retry-after': /^[1-9]\d*$/, 'cache-control': 'no-store' });
  t.ok(Number(late.headers['retry-after']) <= 1800);
  t.equal(calls.length, 4, 'the pool is not called beyond the limit');
});

test('a token does not open a way to guess the password', async (t) => {
  const { calls, login, changePassword } = await signInApp(t, async () => {
    throw new WrongPassword();
  });
  for (let i = 0; i < maxFailures['sign-in']; i++) t.equal((await changePassword()).status, 400);
  const late = await changePassword();
  isError(t, late, 429, 'password');
  t.match(late.headers, { 'retry-after': /^[1-9]\d*$/, 'cache-control': 'no-store' });
  isError(t, await login(), 429, 'login');
  t.equal(calls.length, 4, 'the pool is not called beyond the limit');
});

test('refused refreshes are limited, and leave sign-in open', async (t) => {
  const { calls, login, refresh } = await signInApp(t, refused);
  for (let i = 0; i < maxFailures.refresh; i++) t.equal((await refresh()).status, 401);
  isError(t, await refresh(), 429, 'refresh');
  t.equal((await login()).status, 401);
  t.equal(calls.length, 21);
});

test('what the pool has not refused is no failure', async (t) => {
  const challenge = async () => ({ challenge: 'SOFTWARE_TOKEN_MFA', session: 'x' });
  const down = async () => {
    throw new Unavailable('Sign-in', new Error('x'));
  };
  for (const [pool, status] of [
    [challenge, 200],
    [down, 503],
  ] as const) {
    const { login } = await signInApp(t, pool);
    for (let i = 0; i < 10; i++) t.equal((await login()).status, status);
  }
  const done = async () => {};
  const weak = async () => {
    throw new BadRequest('WEAK_PASSWORD', 'x');
  };
  for (const [pool, status] of [
    [done, 204],
    [weak, 400],
    [down, 503],
  ] as const) {
    const { changePassword } = await signInApp(t, pool);
    for (let i = 0; i < 6; i++) t.equal((await changePassword()).status, status);
  }
});

test('while the table is down, the app does not call the user pool', async (t) => {
  const proxy = await startFaultProxy(t);
  const { calls, login, refresh, changePassword } = await signInApp(t, refused, {
    DYNAMODB_ENDPOINT: proxy.url,
  });
  proxy.fault = () => 'error';
  isError(t, await login(), 503, 'login');
  isError(t, await refresh(), 503, 'refresh');
  isError(t, await changePassword(), 503, 'password');
  t.equal(calls.length, 0);
});
