import { test } from 'tap';
import { build } from '../support/build.ts';

const a = 'https://a.example';
const b = 'https://b.example';

test('only configured origins may read answers', async (t) => {
  const { app } = await build(t, { env: { ALLOWED_ORIGINS: `${a}, ${b}` } });
  for (const [origin, allowed] of [
    [a, a],
    [b, b],
    ['https://c.example', undefined],
    ['https://a.example.evil.example', undefined],
    ['http://a.example', undefined],
    ['null', undefined],
    ['', undefined],
  ] as const) {
    const { headers } = await app.inject({ url: '/health', headers: { origin } });
    t.equal(headers['access-control-allow-origin'], allowed, origin);
    t.match(headers.vary, /Origin/);
    t.notOk(headers['access-control-allow-credentials']);
  }
});

test('configured origins may also read errors', async (t) => {
  const { app } = await build(t, { env: { ALLOWED_ORIGINS: a } });
  const { statusCode, headers } = await app.inject({ url: '/nothing', headers: { origin: a } });
  t.equal(statusCode, 404);
  t.equal(headers['access-control-allow-origin'], a);
});

test('a preflight succeeds only for configured origins, and counts nothing', async (t) => {
  const { app } = await build(t, { env: { ALLOWED_ORIGINS: a } });
  const preflight = (origin: string) =>
    app.inject({
      method: 'OPTIONS',
      url: '/count',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
  const allowed = await preflight(a);
  t.equal(allowed.statusCode, 204);
  t.match(allowed.headers, {
    'access-control-allow-origin': a,
    'access-control-allow-methods': 'GET, POST, PUT, DELETE',
    'access-control-allow-headers': 'authorization, content-type, if-match, idempotency-key',
  });
  t.equal((await preflight(b)).statusCode, 404);
  t.equal((await app.inject('/count')).json().count, 1);
});

test('with a star, every origin may read answers', async (t) => {
  const { app } = await build(t, { env: { ALLOWED_ORIGINS: '*' } });
  const { headers } = await app.inject({ url: '/health', headers: { origin: b } });
  t.equal(headers['access-control-allow-origin'], '*');
});
