import type { FastifyInstance } from 'fastify';
import { test } from 'tap';
import { Unauthorized, Unavailable } from '../../app/errors.ts';
import type { Policy, User } from '../../app/http/guard.ts';
import { isError } from '../contract/suite.ts';
import { build } from '../support/build.ts';
import { inProcess } from '../support/target.ts';

const policies: Policy[] = ['public', 'optional', 'user', 'owner'];

function testRoutes(app: FastifyInstance): void {
  for (const policy of policies) {
    app.route({
      method: ['GET', 'POST'],
      url: `/${policy}`,
      config: { policy },
      handler: async ({ user }) => ({ role: user?.role ?? null }),
    });
  }
}

async function verifyToken(token: string): Promise<User> {
  if (token === 'keys.are.down') throw new Unavailable('The keys', new Error('down'));
  const role = token.startsWith('owner.') ? 'owner' : 'user';
  if (!token.startsWith(`${role}.`)) throw new Unauthorized();
  return { id: '1', role, signedInAt: 0, accessToken: token };
}

const token = (name: string) => ({ authorization: `Bearer ${name}.a.b` });

/** For each policy, the status of the answer, or the role that the handler sees. */
const outcomes: [string, Record<string, string>, (401 | 403 | 503 | 'owner' | 'user' | null)[]][] =
  [
    ['no token', {}, [null, null, 401, 401]],
    ['a bad token', token('bad'), [null, 401, 401, 401]],
    ['a user’s token', token('user'), [null, 'user', 'user', 403]],
    ['the owner’s token', token('owner'), [null, 'owner', 'owner', 'owner']],
    ['an unverifiable token', { authorization: 'Bearer keys.are.down' }, [null, 503, 503, 503]],
  ];

for (const [what, headers, expected] of outcomes) {
  test(`each policy accepts or rejects a request with ${what}`, async (t) => {
    const { app } = await build(t, { extend: testRoutes, dependencies: { verifyToken } });
    for (const [i, policy] of policies.entries()) {
      const answer = await inProcess(app)({ path: `/${policy}`, headers });
      const outcome = expected[i];
      if (typeof outcome === 'number') isError(t, answer, outcome, policy);
      else t.strictSame(JSON.parse(answer.body), { role: outcome }, policy);
      t.equal(answer.headers['www-authenticate'], outcome === 401 ? 'Bearer' : undefined, policy);
      t.equal('retry-after' in answer.headers, outcome === 503, policy);
    }
  });
}

test('the Authorization header must have exactly the form of RFC 9110', async (t) => {
  const { app } = await build(t, { extend: testRoutes, dependencies: { verifyToken } });
  const cases: [string, number][] = [
    ['Bearer user.a.b', 200],
    ['bearer user.a.b', 200],
    ['BEARER   user.a.b', 200],
    [`Bearer user.a.${'b'.repeat(8000)}`, 200],
    [`Bearer user.a.${'b'.repeat(8192)}`, 401],
    ['user.a.b', 401],
    ['Beareruser.a.b', 401],
    ['Bearer\tuser.a.b', 401],
    ['Basic user.a.b', 401],
    ['Bearer', 401],
    ['', 401],
    ['Bearer user.a.b, Bearer user.a.b', 401],
    ['Bearer user.a.b Bearer user.a.b', 401],
    ['Bearer "user.a.b"', 401],
    ['Bearer user', 401],
    ['Bearer user.a', 401],
    ['Bearer user.a.', 401],
    ['Bearer user.a.b.c', 401],
    ['Bearer user.a.b.c.d', 401],
    ['Bearer user.ä.b', 401],
  ];
  for (const [authorization, status] of cases) {
    const answer = await app.inject({ url: '/user', headers: { authorization } });
    t.equal(answer.statusCode, status, authorization.slice(0, 40));
  }
});

test('the app rejects a client without permission before it reads the body', async (t) => {
  const { app } = await build(t, { extend: testRoutes, dependencies: { verifyToken } });
  for (const [payload, status] of [
    ['{', 400],
    [`"${'a'.repeat(20_000)}"`, 413],
  ] as const) {
    const call = (headers: object) =>
      app.inject({
        method: 'POST',
        url: '/owner',
        headers: { 'content-type': 'application/json', ...headers },
        payload,
      });
    t.equal((await call({})).statusCode, 401);
    t.equal((await call(token('user'))).statusCode, 403);
    t.equal((await call(token('owner'))).statusCode, status);
  }
});

test('a configured origin can read a 401', async (t) => {
  const env = { ALLOWED_ORIGINS: 'https://a.example' };
  const { app } = await build(t, { env, extend: testRoutes });
  const { statusCode, headers } = await app.inject({
    url: '/user',
    headers: { origin: 'https://a.example' },
  });
  t.equal(statusCode, 401);
  t.equal(headers['access-control-allow-origin'], 'https://a.example');
});

test('the app does not start with a route that declares no policy', async (t) => {
  const routes: ((app: FastifyInstance) => void)[] = [
    (app) => app.get('/x', async () => 1),
    (app) => app.get('/x', { config: {} }, async () => 1),
    (app) => app.options('/x', async () => 1),
    (app) => app.register(async (app) => app.get('/x', async () => 1)),
  ];
  for (const extend of routes) {
    await t.rejects(build(t, { extend }), /^(GET|OPTIONS) \/x declares no policy$/);
  }
});
