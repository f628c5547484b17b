import tap, { type Test, test } from 'tap';
import { edgeServer } from '../../app/entry/local-edge.ts';
import { chrome } from '../support/agents.ts';
import { build, listen } from '../support/build.ts';
import { startBundle } from '../support/bundle.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { type Call, inProcess, onBundle, overHttp, type Target } from '../support/target.ts';
import { makeUserPool } from '../support/user-pool.ts';

// The longest of these tests mostly waits.
tap.jobs = 3;

const secret = 'tell-nobody';
const forwarded = { 'x-forwarded-for': `198.51.100.7, ${secret}`, forwarded: `for=${secret}` };
const calls: Call[] = ['/count', '/health', `/${secret}`, `/%${secret}`, '/count.svg'].map(
  (path) => ({
    path: `${path}?token=${secret}`,
    headers: {
      ...forwarded,
      'user-agent': `Agent ${secret}`,
      authorization: `Bearer ${secret}`,
      cookie: `session=${secret}`,
      referer: `https://${secret}.example/`,
      'x-request-id': secret,
      'x-amzn-trace-id': secret,
      host: `${secret}.example`,
    },
  }),
);
const json = { 'content-type': 'application/json' };
const half = `{"${secret}`;
const broken = (length: number): Call => ({
  method: 'POST',
  path: '/count',
  headers: { ...json, 'content-length': `${length}` },
  body: half,
});
calls.push(broken(half.length));
const email = `${secret}@example.com`;
const refreshToken = `${secret}.a.b.c.d`;
const signIns: [string, object][] = [
  ['login', { email, password: secret }],
  ['login', { email: secret, password: secret, [secret]: secret }],
  [
    'challenge',
    { challenge: 'NEW_PASSWORD_REQUIRED', session: secret.repeat(3), email, newPassword: secret },
  ],
  ['refresh', { refreshToken }],
  ['logout', { refreshToken }],
];
for (const [name, value] of signIns) {
  const body = JSON.stringify(value);
  const headers = { ...json, 'content-length': `${body.length}` };
  calls.push({ method: 'POST', path: `/v1/auth/${name}`, headers, body });
}

const visit = JSON.stringify({
  path: `/${secret}`,
  referrer: `https://${secret}.example/${secret}`,
});
calls.push({
  method: 'POST',
  path: `/v1/visitors/track?token=${secret}`,
  headers: {
    ...json,
    ...forwarded,
    'content-length': `${visit.length}`,
    'user-agent': `${chrome} ${secret}`,
    referer: `https://${secret}.example/`,
    origin: `https://${secret}.example`,
  },
  body: visit,
});

function isClean(t: Test, log: string): void {
  t.match(log, '"route":"/count"');
  t.match(log, '"route":"/v1/visitors/track"');
  t.notMatch(log, secret);
  t.notMatch(log, /127\.0\.0\.1|::1|198\.51\.100\.7|203\.0\.113\.7|remoteAddress|Mozilla/);
}

function isVisit({ message, route }: { message: string; route?: string }): boolean {
  return message === 'request' && route === '/v1/visitors/track';
}

async function sendAll(target: Target): Promise<void> {
  await Promise.all(calls.map(target));
}

test('the app logs no address, agent, token, query or path of a client', async (t) => {
  const proxy = await startFaultProxy(t);
  const { app, logs } = await build(t, {
    env: { DYNAMODB_ENDPOINT: proxy.url, LOG_LEVEL: 'trace' },
    serverFactory: edgeServer('public', { names: 'all' }),
  });
  const target = overHttp(await listen(app));
  // The first answers of a process take long, and all at once may take too long.
  for (const path of ['/count', '/v1/visitors/count']) await target({ path });
  await Promise.all(calls.slice(-1).map(target));
  logs.length = 0;
  // The app waits for the missing byte of the latter until its time is up.
  await Promise.all([sendAll(target), target(broken(half.length + 1))]);
  proxy.fault = () => 'error';
  await sendAll(target);
  // The app logs a request after it has sent the answer.
  await app.close();
  isClean(t, logs.join(''));
  const visits = logs.map((line) => JSON.parse(line)).filter(isVisit);
  t.strictSame(
    visits.map(({ statusCode }) => statusCode),
    [200, 503],
  );
});

test('the app logs no password, token, code or e-mail of a sign-in, whatever fails', async (t) => {
  const pool = await makeUserPool(t);
  const proxy = await startFaultProxy(t, {
    endpoint: pool.env.COGNITO_ENDPOINT,
    throttled: 'TooManyRequestsException',
  });
  const { app, logs } = await build(t, {
    env: { ...pool.env, COGNITO_ENDPOINT: proxy.url, LOG_LEVEL: 'trace' },
  });
  const target = inProcess(app);
  await pool.addUser({ email, password: secret });
  const send = (method: string, name: string, value?: object, token?: string) =>
    target({
      method,
      path: `/v1/auth/${name}`,
      headers: { ...(value && json), ...(token && { authorization: `Bearer ${token}` }) },
      ...(value && { body: JSON.stringify(value) }),
    });
  const login = () => send('POST', 'login', { email, password: secret });
  const { accessToken, idToken, refreshToken } = JSON.parse((await login()).body);
  const totp = JSON.parse((await send('POST', 'totp', undefined, accessToken)).body);
  for (const fault of ['none', 'throttle', 'error', 'drop-answer', 'cut-body'] as const) {
    proxy.fault = () => fault;
    await login();
    await send('POST', 'refresh', { refreshToken });
    await send('GET', 'me', undefined, accessToken);
    await send('PUT', 'totp', { code: '271828' }, accessToken);
    await send('PUT', 'password', { password: `${secret}1`, newPassword: secret }, accessToken);
  }
  await sendAll(target);
  const log = logs.join('');
  isClean(t, log);
  t.match(log, '"route":"/v1/auth/login"');
  for (const token of [accessToken, idToken, refreshToken]) {
    // Error messages quote the beginning of text that cannot be parsed.
    for (const part of token.split('.')) t.notMatch(log, part.slice(0, 12));
  }
  t.notMatch(log, totp.secret);
  t.notMatch(log, '271828');
});

test('the bundle logs no address, agent, token, query or path of a client', async (t) => {
  const bundle = await startBundle(t, { LOG_LEVEL: 'trace' });
  await sendAll(await onBundle(bundle));
  isClean(t, bundle.stdout());
});

test('the app logs each request in one line with its status and duration', async (t) => {
  const { app, logs } = await build(t);
  const { headers } = await app.inject('/count?a=1');
  t.equal(logs.length, 1);
  t.match(JSON.parse(logs[0] ?? ''), {
    level: 'info',
    time: /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/,
    requestId: headers['x-request-id'],
    method: 'GET',
    route: '/count',
    statusCode: 200,
    durationMs: Number,
    message: 'request',
  });
});

test('the log lines of visits are the same whether they count, but for minutes and whole seconds', async (t) => {
  const { app, logs } = await build(t);
  const agents = [chrome, chrome, 'curl/8'];
  const outcomes: unknown[] = [];
  for (const url of ['/v1/visitors/track', '/v1/visitors/track', '/v1/visitors/track?a=1']) {
    const headers = { 'user-agent': agents[outcomes.length] };
    const answer = await app.inject({ method: 'POST', url, headers, payload: { path: '/' } });
    outcomes.push(answer.json().reason);
  }
  t.strictSame(outcomes, [undefined, 'duplicate', 'bot']);
  const lines = logs.map((line) => JSON.parse(line)).filter(isVisit);
  for (const { requestId, time, durationMs, ...line } of lines) {
    t.match(time, /T\d\d:\d\dZ$/);
    t.ok(durationMs > 0 && durationMs % 1000 === 0, 'whole seconds');
    t.strictSame(line, {
      level: 'info',
      method: 'POST',
      route: '/v1/visitors/track',
      statusCode: 200,
      message: 'request',
    });
  }
  t.equal(lines.length, 3);
});

test('the log marks requests of the live suite, without the value of their header', async (t) => {
  const { app, logs } = await build(t);
  await app.inject({ url: '/count', headers: { 'x-live-test': secret } });
  await app.inject('/count');
  t.strictSame(
    logs.map((line) => JSON.parse(line).liveTest),
    [true, undefined],
  );
  t.notMatch(logs.join(''), secret);
});

test('the log says why the database was not available', async (t) => {
  const { app, logs } = await build(t, { env: { DATA_TABLE_NAME: 'no-such-table' } });
  t.equal((await app.inject('/count')).statusCode, 503);
  const warning = logs.map((line) => JSON.parse(line)).find(({ level }) => level === 'warn');
  t.match(warning, {
    err: { type: 'Unavailable', cause: { type: 'ResourceNotFoundException' } },
  });
});
