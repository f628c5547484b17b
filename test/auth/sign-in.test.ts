import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { generateSync } from 'otplib';
import tap, { type Test, test } from 'tap';
import { cognitoUserPool } from '../../app/features/auth/cognito-user-pool.ts';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import { isError } from '../contract/suite.ts';
import { build } from '../support/build.ts';
import { startIssuer } from '../support/issuer.ts';
import { type Answer, inProcess } from '../support/target.ts';
import { makeUserPool, noLoginLimit } from '../support/user-pool.ts';

const visitor = { email: 'visitor@example.com', password: 'Visitor-1' };

const sharedPool = await makeUserPool(tap);

/** The app on the emulator of Cognito, and a way to send JSON to it. */
async function signInApp(t: Test, pool = sharedPool, dependencies = {}) {
  const { app } = await build(t, { env: pool.env, dependencies });
  const target = inProcess(app);
  const send = (method: string, path: string, body?: object, token?: string) =>
    target({
      method,
      path: `/v1/auth${path}`,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  return { pool, send };
}

function json(t: Test, answer: Answer, status = 200) {
  t.equal(answer.status, status, answer.body);
  t.equal(answer.headers['cache-control'], 'no-store');
  return JSON.parse(answer.body);
}

test('the owner can sign in, read their profile, refresh and sign out', async (t) => {
  const { send } = await signInApp(t);
  const { user, accessToken, idToken, refreshToken, ...rest } = json(
    t,
    await send('POST', '/login', localOwner),
  );
  t.strictSame(rest, { tokenType: 'Bearer', expiresIn: 300 });
  t.match(user, { id: String, email: localOwner.email, role: 'owner', emailVerified: true });

  const me = json(t, await send('GET', '/me', undefined, accessToken));
  t.strictSame(me, { ...user, name: 'Local Owner' });
  isError(t, await send('GET', '/me', undefined, idToken), 401, 'an ID token is no access token');

  const refreshed = json(t, await send('POST', '/refresh', { refreshToken }));
  t.match(refreshed, { accessToken: String, idToken: String, refreshToken, expiresIn: 300 });
  t.equal((await send('GET', '/me', undefined, refreshed.accessToken)).status, 200);

  const out = await send('POST', '/logout', { refreshToken }, refreshed.accessToken);
  t.equal(out.status, 204);
  t.equal(out.body, '');
  isError(t, await send('POST', '/refresh', { refreshToken }), 401, 'a revoked token');
});

test('any other user has the role user', async (t) => {
  const { pool, send } = await signInApp(t);
  await pool.addUser(visitor);
  const { user, accessToken } = json(t, await send('POST', '/login', visitor));
  t.equal(user.role, 'user');
  t.equal(json(t, await send('GET', '/me', undefined, accessToken)).role, 'user');
});

test('a wrong password and an unknown user get the same status, headers and body', async (t) => {
  const { send } = await signInApp(t);
  const attempt = (email: string) => send('POST', '/login', { email, password: 'wrong' });
  const wrong = await attempt(localOwner.email);
  const unknown = await attempt('nobody@example.com');
  isError(t, wrong, 401, 'wrong password');
  // These differ from one request to the next, whoever sends them.
  const ofRequest = { date: '', 'x-request-id': '' };
  t.strictSame(
    { ...unknown, headers: { ...unknown.headers, ...ofRequest } },
    { ...wrong, headers: { ...wrong.headers, ...ofRequest } },
  );
});

test('after an authenticator is set up, sign-in requires its code', async (t) => {
  // A pool of its own, as its owner has to sign in with a code from then on.
  const { send } = await signInApp(t, await makeUserPool(t));
  const { accessToken } = json(t, await send('POST', '/login', localOwner));
  const { secret, uri } = json(t, await send('POST', '/totp', undefined, accessToken));
  const { pathname, searchParams } = new URL(uri);
  t.match(decodeURIComponent(pathname), `cloud-resume:${localOwner.email}`);
  t.equal(searchParams.get('secret'), secret);
  t.equal(json(t, await send('POST', '/login', localOwner)).challenge, undefined, 'not yet');

  const code = generateSync({ secret });
  const wrong = `${(Number(code) + 1) % 1_000_000}`.padStart(6, '0');
  const refused = await send('PUT', '/totp', { code: wrong }, accessToken);
  isError(t, refused, 400, 'a wrong code');
  t.equal(JSON.parse(refused.body).code, 'WRONG_CODE');
  t.equal((await send('PUT', '/totp', { code }, accessToken)).status, 204);

  const { challenge, session, ...rest } = json(t, await send('POST', '/login', localOwner));
  t.equal(challenge, 'SOFTWARE_TOKEN_MFA');
  t.strictSame(rest, {});
  const answer = { challenge, session, email: localOwner.email };
  isError(t, await send('POST', '/challenge', { ...answer, code: wrong }), 401, 'a wrong code');
  const signedIn = json(t, await send('POST', '/challenge', { ...answer, code }));
  t.equal(signedIn.user.role, 'owner');
});

test('passwords need the function’s credentials: the client’s id alone opens nothing', async (t) => {
  const { USER_POOL_CLIENT_ID: ClientId, COGNITO_ENDPOINT: endpoint } = sharedPool.env;
  const client = new CognitoIdentityProviderClient({ endpoint, region: 'us-east-1' });
  t.teardown(() => client.destroy());
  const AuthParameters = { USERNAME: localOwner.email, PASSWORD: localOwner.password };
  await t.rejects(
    client.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
    ),
    { name: 'InvalidParameterException' },
  );
});

test('the authenticator changes only within 10 minutes of a sign-in', async (t) => {
  const issuer = await startIssuer(t);
  const { app } = await build(t, { env: issuer.env });
  const now = Math.floor(Date.now() / 1000);
  for (const [auth_time, status] of [
    [now - 9 * 60, 204],
    [now - 11 * 60, 401],
    [undefined, 401],
    ['now', 401],
  ] as const) {
    const answer = await inProcess(app)({
      method: 'PUT',
      path: '/v1/auth/totp',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${issuer.token({ auth_time })}`,
      },
      body: '{"code":"123456"}',
    });
    t.equal(answer.status, status, `${auth_time}`);
    if (status === 401) t.equal(JSON.parse(answer.body).code, 'SIGN_IN_AGAIN');
  }
});

test('while Cognito refuses every password, the owner is alarmed, and the answer does not tell', async (t) => {
  let message = 'Incorrect username or password.';
  const server = createServer((_request, response) => {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ __type: 'NotAuthorizedException', message }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const COGNITO_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let locks = 0;
  const ids = { USER_POOL_ID: 'local_x', USER_POOL_CLIENT_ID: 'x' };
  const keys = { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_SESSION_TOKEN: '' };
  const config = { AWS_REGION: 'us-east-1', COGNITO_ENDPOINT, ...keys, ...ids };
  const userPool = cognitoUserPool(config, () => locks++);
  const { send } = await signInApp(t, sharedPool, { userPool });
  const wrong = await send('POST', '/login', localOwner);
  t.equal(locks, 0);
  message = 'Password attempts exceeded';
  const locked = await send('POST', '/login', localOwner);
  t.equal(locks, 1);
  t.strictSame([locked.status, locked.body], [wrong.status, wrong.body]);
});

test('an invited user must choose a password to sign in', async (t) => {
  const { pool, send } = await signInApp(t);
  await pool.invite('invited@example.com');
  const { email, password } = { email: 'invited@example.com', password: 'Temporary-1' };
  const { challenge, session } = json(t, await send('POST', '/login', { email, password }));
  t.equal(challenge, 'NEW_PASSWORD_REQUIRED');
  const answer = { challenge, session, email, newPassword: 'Chosen-1' };
  t.equal(json(t, await send('POST', '/challenge', answer)).user.email, email);
  t.ok(json(t, await send('POST', '/login', { email, password: 'Chosen-1' })).accessToken);
});

const session = 'a-session-of-another-user';
const email = localOwner.email;
const password = localOwner.password;
const refused: [string, string, object, number][] = [
  ['no body', '/login', {}, 400],
  ['no password', '/login', { email }, 400],
  ['an empty password', '/login', { email, password: '' }, 400],
  ['an empty e-mail', '/login', { email: '', password }, 400],
  ['no e-mail address', '/login', { email: 'owner', password }, 400],
  ['two @', '/login', { email: `a@${email}`, password }, 400],
  ['a blank before it', '/login', { email: ` ${email}`, password }, 400],
  ['a huge e-mail', '/login', { email: `${'a'.repeat(250)}@b.example`, password }, 400],
  ['a huge password', '/login', { email, password: 'a'.repeat(257) }, 400],
  ['a body beyond 16 KiB', '/login', { email, password: 'a'.repeat(17_000) }, 413],
  ['an e-mail that is a list', '/login', { email: [email], password }, 400],
  ['a password that is an object', '/login', { email, password: { $ne: '' } }, 400],
  ['a password that is a number', '/login', { email, password: 1 }, 400],
  ['an extra property', '/login', { email, password, role: 'owner' }, 400],
  ['a control character in the e-mail', '/login', { email: `${email}\n`, password }, 400],
  ['NUL in the e-mail', '/login', { email: `\0${email}`, password }, 400],
  ['a control character in the password', '/login', { email, password: `${password}\0` }, 400],
  ['half a surrogate pair', '/login', { email, password: '\ud800' }, 400],
  ['a look-alike of the e-mail', '/login', { email: email.replace('o', 'о'), password }, 400],
  ['a look-alike of the @', '/login', { email: email.replace('@', '＠'), password }, 400],
  ['a look-alike of the password', '/login', { email, password: 'Lоcal-Owner-1' }, 401],
  ['the password in another case', '/login', { email, password: password.toUpperCase() }, 401],
  ['the password with a blank', '/login', { email, password: `${password} ` }, 401],
  ['an unknown challenge', '/challenge', { challenge: 'SMS_MFA', session, email, code: '1' }, 400],
  [
    'the name of a built-in property',
    '/challenge',
    { challenge: '__proto__', session, email },
    400,
  ],
  [
    'the answer to another challenge',
    '/challenge',
    { challenge: 'NEW_PASSWORD_REQUIRED', session, email, code: '123456' },
    400,
  ],
  [
    'a code of letters',
    '/challenge',
    { challenge: 'SOFTWARE_TOKEN_MFA', session, email, code: 'abcdef' },
    400,
  ],
  [
    'an invented session',
    '/challenge',
    { challenge: 'SOFTWARE_TOKEN_MFA', session, email, code: '123456' },
    401,
  ],
  [
    'an unknown user',
    '/challenge',
    { challenge: 'SOFTWARE_TOKEN_MFA', session, email: 'nobody@example.com', code: '123456' },
    401,
  ],
  ['no refresh token', '/refresh', {}, 400],
  ['an empty refresh token', '/refresh', { refreshToken: '' }, 400],
  ['a refresh token with blanks', '/refresh', { refreshToken: 'a b' }, 400],
  ['a huge refresh token', '/refresh', { refreshToken: 'a'.repeat(8193) }, 400],
  ['an unknown refresh token', '/refresh', { refreshToken: 'a.b.c.d.e' }, 401],
];

test('bad input gets a 4xx with an HttpError body', async (t) => {
  const { send } = await signInApp(t, sharedPool, { loginLimit: noLoginLimit });
  for (const [what, path, body, status] of refused) {
    isError(t, await send('POST', path, body), status, what);
  }
});
