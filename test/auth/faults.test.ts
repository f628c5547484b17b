import { setTimeout as sleep } from 'node:timers/promises';
import tap, { type Test, test } from 'tap';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import { isError } from '../contract/suite.ts';
import { build } from '../support/build.ts';
import { until } from '../support/command.ts';
import { faults, startFaultProxy } from '../support/fault-proxy.ts';
import { startIssuer } from '../support/issuer.ts';
import { gatewayMs, timed } from '../support/storm.ts';
import { type Answer, inProcess, type Target } from '../support/target.ts';
import { makeUserPool, noLoginLimit } from '../support/user-pool.ts';

const statuses: Record<(typeof faults)[number], number> = {
  'drop-request': 503,
  'drop-answer': 503,
  hang: 503,
  'hang-after-commit': 503,
  delay: 200,
  throttle: 429,
  error: 503,
  'error-after-commit': 503,
  'cut-body': 503,
};

const { env, addUser } = await makeUserPool(tap);
async function poolBehindProxy(t: Test) {
  const proxy = await startFaultProxy(t, {
    endpoint: env.COGNITO_ENDPOINT,
    throttled: 'TooManyRequestsException',
  });
  const { app, logs } = await build(t, {
    env: { ...env, COGNITO_ENDPOINT: proxy.url },
    dependencies: { loginLimit: noLoginLimit },
  });
  return { proxy, target: inProcess(app), logs };
}

async function inTime(t: Test, call: () => Promise<Answer>): Promise<Answer> {
  const { answer, ms } = await timed(call);
  t.ok(ms < gatewayMs, `${ms} ms`);
  return answer;
}

const login = (target: Target, user = localOwner) => post(target, '/login', user);

function post(target: Target, path: string, body: object): Promise<Answer> {
  return send('POST', target, path, body);
}

function send(
  method: string,
  target: Target,
  path: string,
  body: object,
  token?: string,
): Promise<Answer> {
  const headers = {
    'content-type': 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  };
  return target({ method, path: `/v1/auth${path}`, headers, body: JSON.stringify(body) });
}

/** Cognito's errors for a sign-in, and the status of the app's answer. */
const errors: [string, number][] = [
  ['NotAuthorizedException', 401],
  ['UserNotFoundException', 401],
  ['UserNotConfirmedException', 401],
  ['PasswordResetRequiredException', 401],
  ['InvalidParameterException', 401],
  ['TooManyRequestsException', 429],
  ['LimitExceededException', 429],
  ['TooManyFailedAttemptsException', 429],
  ['ResourceNotFoundException', 503],
  ['InternalErrorException', 503],
  ['SomethingNewException', 503],
];

test('neither answers nor logs contain the messages of the user pool', async (t) => {
  const { proxy, target, logs } = await poolBehindProxy(t);
  const answers401 = new Set<string>();
  for (const [name, status] of errors) {
    proxy.fault = () => 'throttle';
    proxy.throttled = name;
    const answer = await login(target);
    isError(t, answer, status, name);
    t.notMatch(answer.body, /Exception|fault made by the test/);
    if (status === 401) answers401.add(answer.body);
    if (status === 503) t.match(logs.join(''), name);
  }
  t.equal(answers401.size, 1);
  t.notMatch(logs.join(''), 'A fault made by the test');
});

// These tests mostly wait, so that two can run at the same time.
tap.jobs = 2;

for (const fault of faults) {
  test(`with the fault "${fault}" of the user pool, the app answers in time, calls it once, and recovers`, async (t) => {
    const { proxy, target } = await poolBehindProxy(t);
    // A user of its own, whose sessions it ends.
    const user = { email: `${fault}@example.com`, password: 'Some-Password-1' };
    await addUser(user);
    const signedIn = await login(target, user);
    t.equal(signedIn.status, 200);
    const { accessToken, refreshToken } = JSON.parse(signedIn.body);
    const headers = { authorization: `Bearer ${accessToken}` };
    proxy.fault = () => fault;
    const same = { password: user.password, newPassword: user.password };
    const calls: [string, () => Promise<Answer>][] = [
      ['login', () => login(target, user)],
      ['refresh', () => post(target, '/refresh', { refreshToken })],
      ['me', () => target({ path: '/v1/auth/me', headers })],
      ['password', () => send('PUT', target, '/password', same, accessToken)],
      ['sessions', () => target({ method: 'DELETE', path: '/v1/auth/sessions', headers })],
    ];
    for (const [what, call] of calls) {
      proxy.requests = 0;
      const answer = await inTime(t, call);
      if (statuses[fault] === 200) t.ok(answer.status === 200 || answer.status === 204, what);
      else {
        isError(t, answer, statuses[fault], what);
        t.match(answer.headers, { 'retry-after': /^[1-9]\d*$/, 'cache-control': 'no-store' });
      }
      t.equal(proxy.requests, 1, what);
    }
    proxy.fault = () => 'none';
    t.equal((await login(target)).status, 200);
  });
}

test('sign-in gets 503 while the user pool takes no connections, and 200 afterwards', async (t) => {
  const { proxy, target } = await poolBehindProxy(t);
  await proxy.refuse();
  isError(t, await inTime(t, () => login(target)), 503, 'refused');
  await proxy.accept();
  t.equal((await login(target)).status, 200);
});

test('sign-in with a slow table and a silent user pool is answered in time', async (t) => {
  const table = await startFaultProxy(t);
  const pool = await startFaultProxy(t, { endpoint: env.COGNITO_ENDPOINT, throttled: '' });
  const { app } = await build(t, {
    env: { ...env, DYNAMODB_ENDPOINT: table.url, COGNITO_ENDPOINT: pool.url },
  });
  table.fault = () => 'delay';
  pool.fault = () => 'hang';
  isError(t, await inTime(t, () => login(inProcess(app))), 503, 'slow');
});

test('a request with slow keys and a silent user pool is answered in time', async (t) => {
  const issuer = await startIssuer(t);
  const pool = await startFaultProxy(t, { endpoint: issuer.env.COGNITO_ENDPOINT, throttled: '' });
  const { app } = await build(t, { env: { ...issuer.env, COGNITO_ENDPOINT: pool.url } });
  const { answer } = issuer;
  issuer.answer = (response) => setTimeout(() => answer(response), 700);
  pool.fault = () => 'hang';
  const headers = { authorization: `Bearer ${issuer.token()}` };
  const result = await inTime(t, () => inProcess(app)({ path: '/v1/auth/me', headers }));
  isError(t, result, 503, 'slow');
});

// Runs alone, after the others.
test('60 requests that the user pool does not answer get 503 in time, and the log gives the reason', {
  buffered: false,
}, async (t) => {
  const { proxy, target, logs } = await poolBehindProxy(t);
  const { refreshToken } = JSON.parse((await login(target)).body);
  proxy.fault = () => 'hang';
  const calls = Array.from({ length: 60 }, () =>
    inTime(t, () => post(target, '/refresh', { refreshToken })),
  );
  await until(async () => proxy.requests > 50);
  await sleep(200);
  t.equal(proxy.requests, 51, 'the login and 50 of the requests were sent, and the others wait');
  for (const answer of await Promise.all(calls)) isError(t, answer, 503, 'hang');
  t.match(logs.join(''), '"message":"AbortError"');
});
