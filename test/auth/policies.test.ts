import { type Test, test } from 'tap';
import type { Policy } from '../../app/http/guard.ts';
import { exampleOf, type RouteName, routeNames, splitRoute } from '../../scripts/lib/routes.ts';
import { isError } from '../contract/suite.ts';
import { build } from '../support/build.ts';
import { startBundle } from '../support/bundle.ts';
import { type Issuer, owner, startIssuer } from '../support/issuer.ts';
import { operations } from '../support/operations.ts';
import { type Answer, inProcess, onBundle, type Target } from '../support/target.ts';

/** The errors of each policy for: no token, a bad one, another user’s, the owner’s. */
const errors: Record<Policy, (401 | 403 | undefined)[]> = {
  public: [undefined, undefined, undefined, undefined],
  optional: [undefined, 401, undefined, undefined],
  user: [401, 401, undefined, undefined],
  owner: [401, 401, 403, undefined],
};

/** The security requirement of each policy in the document: https://spec.openapis.org/oas/v3.0.3#security-requirement-object */
const securities: Record<Policy, object[] | undefined> = {
  public: undefined,
  optional: [{}, { bearer: [] }],
  user: [{ bearer: [] }],
  owner: [{ bearer: [] }],
};

test('every route has the policy of the table of routes, and the API document declares it', async (t) => {
  for (const [name, operation] of await operations()) {
    const { policy } = exampleOf(name);
    t.equal(operation['x-policy'], policy, name);
    t.strictSame(operation.security, securities[policy], `security of ${name}`);
  }
});

for (const [place, start] of [
  ['in process', async (t: Test, env: Issuer['env']) => inProcess((await build(t, { env })).app)],
  ['on the bundle', async (t: Test, env: Issuer['env']) => onBundle(await startBundle(t, env))],
] as const) {
  test(`every route enforces its policy, ${place}`, async (t) => {
    const issuer = await startIssuer(t);
    const target = await start(t, issuer.env);
    const tokens = {
      none: undefined,
      bad: `${issuer.token(owner)}x`,
      'other user': issuer.token(),
      owner: issuer.token(owner),
    };
    for (const name of routeNames) {
      const { policy } = exampleOf(name);
      for (const [i, [whose, token]] of Object.entries(tokens).entries()) {
        const expected = errors[policy][i];
        const answer = await call(target, name, token);
        const what = `${name}, token: ${whose}`;
        if (expected) isError(t, answer, expected, what);
        else t.notOk([401, 403, 500].includes(answer.status), `${what}: ${answer.status}`);
      }
    }
  });
}

/** Sends a body that no route accepts, so that no route calls the user pool, which may answer 401. */
function call(target: Target, name: RouteName, token: string | undefined): Promise<Answer> {
  const { method, path } = { ...splitRoute(name), ...exampleOf(name) };
  const authorization = token && { authorization: `Bearer ${token}` };
  if (method === 'GET' || method === 'HEAD')
    return target({ method, path, headers: { ...authorization } });
  const headers = { 'content-type': 'application/json', ...authorization };
  return target({ method, path, headers, body: '{"no":"such property"}' });
}
