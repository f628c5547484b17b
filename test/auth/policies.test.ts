import { type Test, test } from 'tap';
import type { Policy } from '../../app/http/guard.ts';
import { openapiDocument } from '../../app/openapi.ts';
import { isError } from '../contract/suite.ts';
import { build } from '../support/build.ts';
import { startBundle } from '../support/bundle.ts';
import { type Issuer, owner, startIssuer } from '../support/issuer.ts';
import { type Answer, inProcess, onBundle, type Target } from '../support/target.ts';

/** Written down a second time on purpose: who may call a route changes in two places or not at all. */
const policies: Record<string, Policy> = {
  'GET /count': 'public',
  'GET /count.svg': 'public',
  'GET /health': 'public',
  'GET /openapi.json': 'public',
  'POST /v1/auth/login': 'public',
  'POST /v1/auth/challenge': 'public',
  'POST /v1/auth/refresh': 'public',
  'POST /v1/auth/logout': 'user',
  'POST /v1/auth/totp': 'user',
  'PUT /v1/auth/totp': 'user',
  'GET /v1/auth/me': 'user',
  'POST /v1/visitors/track': 'optional',
  'GET /v1/visitors/count': 'public',
  'GET /v1/visitors/trends/daily': 'owner',
  'GET /v1/visitors/trends/monthly': 'owner',
  'GET /v1/analytics/overview': 'owner',
};

/** What each policy says to: no token, a bad one, another user’s, the owner’s. */
const refusals: Record<Policy, (401 | 403 | undefined)[]> = {
  public: [undefined, undefined, undefined, undefined],
  optional: [undefined, 401, undefined, undefined],
  user: [401, 401, undefined, undefined],
  owner: [401, 401, 403, undefined],
};

test('every route has its policy, and the document says so', async (t) => {
  const { paths } = JSON.parse(await openapiDocument());
  const documented: Record<string, string> = {};
  for (const [path, methods] of Object.entries<Record<string, Operation>>(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      documented[`${method.toUpperCase()} ${path}`] = described(operation);
    }
  }
  t.strictSame(documented, policies);
});

for (const [place, start] of [
  ['in process', async (t: Test, env: Issuer['env']) => inProcess((await build(t, { env })).app)],
  ['on the bundle', async (t: Test, env: Issuer['env']) => onBundle(await startBundle(t, env))],
] as const) {
  test(`every route keeps its policy, ${place}`, async (t) => {
    const issuer = await startIssuer(t);
    const target = await start(t, issuer.env);
    const tokens = {
      none: undefined,
      bad: `${issuer.token(owner)}x`,
      'other user': issuer.token(),
      owner: issuer.token(owner),
    };
    for (const [route, policy] of Object.entries(policies)) {
      for (const [i, [whose, token]] of Object.entries(tokens).entries()) {
        const expected = refusals[policy][i];
        const answer = await call(target, route, token);
        const what = `${route}, token: ${whose}`;
        if (expected) isError(t, answer, expected, what);
        else t.equal(answer.status, takesBody(route) ? 400 : 200, what);
      }
    }
  });
}

function takesBody(route: string): boolean {
  return !route.startsWith('GET ') && route !== 'POST /v1/auth/totp';
}

/** With a body that no route takes, so that nothing else is refused by 401. */
function call(target: Target, route: string, token: string | undefined): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const authorization = token && { authorization: `Bearer ${token}` };
  if (method === 'GET') return target({ path, headers: { ...authorization } });
  const headers = { 'content-type': 'application/json', ...authorization };
  return target({ method, path, headers, body: '{"no":"such property"}' });
}

interface Operation {
  security?: object[];
  responses: object;
}

function described({ security, responses }: Operation): Policy {
  if (!security) return 'public';
  if (security.length > 1) return 'optional';
  return '403' in responses ? 'owner' : 'user';
}
