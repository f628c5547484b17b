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

test('a user changes the password, and stays signed in', async (t) => {
  const { pool, send } = await signInApp(t);
  const email = 'changing@example.com';
  const [password, newPassword] = ['The-First-One-1', 'The-Second-One-2'];
  await pool.addUser({ email, password });
  const { accessToken, refreshToken } = json(t, await send('POST', '/login', { email, password }));
  const change = (body: object, token?: string) => send('PUT', '/password', body, token);

  isError(t, await change({ password, newPassword }), 401, 'no token');
  const wrong = await change({ password: newPassword, newPassword }, accessToken);
  isError(t, wrong, 400, 'a wrong current password');
  t.match(JSON.parse(wrong.body), {
    code: 'WRONG_PASSWORD',
    details: [{ path: 'body.password', message: 'The current password is wrong' }],
  });
  for (const weak of ['Short-1', 'no-capitals-at-all-1', 'NO-SMALL-ONES-1', 'No-Number-At-All']) {
    const answer = await change({ password, newPassword: weak }, accessToken);
    isError(t, answer, 400, weak);
    t.match(JSON.parse(answer.body), {
      code: 'WEAK_PASSWORD',
      details: [{ path: 'body.newPassword', message: String }],
    });
  }
  t.equal((await send('POST', '/login', { email, password })).status, 200, 'nothing changed yet');

  const changed = await change({ password, newPassword }, accessToken);
  t.strictSame([changed.status, changed.body], [204, '']);
  isError(t, await send('POST', '/login', { email, password }), 401, 'the former password');
  json(t, await send('POST', '/login', { email, password: newPassword }));
  json(t, await send('POST', '/refresh', { refreshToken }));
});

test('a user ends all their sessions, and nobody else’s', async (t) => {
  const { pool, send } = await signInApp(t);
  const leaving = { email: 'leaving@example.com', password: 'Leaving-User-1' };
  await pool.addUser(leaving);
  const sessions = [];
  for (let i = 0; i < 2; i++) sessions.push(json(t, await send('POST', '/login', leaving)));
  const another = json(t, await send('POST', '/login', localOwner));

  isError(t, await send('DELETE', '/sessions'), 401, 'no token');
  const ended = await send('DELETE', '/sessions', undefined, sessions[0].accessToken);
  t.strictSame([ended.status, ended.body], [204, '']);
  for (const { refreshToken } of sessions) {
    isError(t, await send('POST', '/refresh', { refreshToken }), 401, 'an ended session');
  }
  json(t, await send('POST', '/refresh', { refreshToken: another.refreshToken }));
  const { refreshToken } = json(t, await send('POST', '/login', leaving));
  json(t, await send('POST', '/refresh', { refreshToken }));
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

/** A user pool that answers each command with the error that `refusal` has for its name, and else with success. */
async function refusingPool(t: Test) {
  const refusal: Record<string, { __type: string; message: string }> = {};
  const server = createServer((request, response) => {
    const [, command = ''] = `${request.headers['x-amz-target']}`.split('.');
    const error = refusal[command];
    response.writeHead(error ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(error ?? {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const COGNITO_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const locks: Date[] = [];
  const ids = { USER_POOL_ID: 'local_x', USER_POOL_CLIENT_ID: 'x' };
  const keys = { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_SESSION_TOKEN: '' };
  const config = { AWS_REGION: 'us-east-1', COGNITO_ENDPOINT, ...keys, ...ids };
  const userPool = cognitoUserPool(config, () => locks.push(new Date()));
  return { refusal, locks, userPool };
}

const notAuthorized = (message: string) => ({ __type: 'NotAuthorizedException', message });

test('while Cognito refuses every password, the owner is alarmed, and the answer does not tell', async (t) => {
  const { refusal, locks, userPool } = await refusingPool(t);
  const { accessToken } = json(t, await (await signInApp(t)).send('POST', '/login', localOwner));
  const { send } = await signInApp(t, sharedPool, { userPool });
  const passwords = { password: 'a', newPassword: 'b' };
  for (const [command, ask] of [
    ['AdminInitiateAuth', () => send('POST', '/login', localOwner)],
    ['ChangePassword', () => send('PUT', '/password', passwords, accessToken)],
  ] as const) {
    refusal[command] = notAuthorized('Incorrect username or password.');
    const wrong = await ask();
    t.equal(locks.splice(0).length, 0);
    refusal[command] = notAuthorized('Password attempts exceeded');
    const locked = await ask();
    t.equal(locks.splice(0).length, 1);
    t.strictSame([locked.status, locked.body], [wrong.status, wrong.body]);
  }
});

test('only an access token that Cognito takes no more ends the session of who changes the password', async (t) => {
  const { refusal, userPool } = await refusingPool(t);
  const { accessToken } = json(t, await (await signInApp(t)).send('POST', '/login', localOwner));
  const dependencies = { userPool, loginLimit: noLoginLimit };
  const { send } = await signInApp(t, sharedPool, dependencies);
  const error = (__type: string) => ({ __type, message: 'x' });
  for (const [what, change, getUser, status, code] of [
    ['a wrong password', 'NotAuthorizedException', '', 400, 'WRONG_PASSWORD'],
    ['a revoked token', 'NotAuthorizedException', 'NotAuthorizedException', 401, 'UNAUTHORIZED'],
    ['a deleted user', 'UserNotFoundException', '', 401, 'UNAUTHORIZED'],
    [
      'a wrong one, then throttled',
      'NotAuthorizedException',
      'TooManyRequestsException',
      400,
      'WRONG_PASSWORD',
    ],
    ['a weak one', 'InvalidPasswordException', '', 400, 'WEAK_PASSWORD'],
    ['a former one', 'PasswordHistoryPolicyViolationException', '', 400, 'WEAK_PASSWORD'],
    ['no password for Cognito', 'InvalidParameterException', '', 400, 'WEAK_PASSWORD'],
    ['too many attempts', 'LimitExceededException', '', 429, 'TOO_MANY_REQUESTS'],
    ['throttled', 'TooManyRequestsException', '', 429, 'TOO_MANY_REQUESTS'],
    ['a fault', 'InternalErrorException', '', 503, 'UNAVAILABLE'],
  ] as const) {
    refusal.ChangePassword = error(change);
    if (getUser) refusal.GetUser = error(getUser);
    else delete refusal.GetUser;
    const passwords = { password: 'a', newPassword: 'b' };
    const answer = await send('PUT', '/password', passwords, accessToken);
    isError(t, answer, status, what);
    t.equal(JSON.parse(answer.body).code, code, what);
  }
  for (const [name, status] of [
    ['NotAuthorizedException', 401],
    ['TooManyRequestsException', 429],
    ['InternalErrorException', 503],
  ] as const) {
    refusal.GlobalSignOut = error(name);
    isError(t, await send('DELETE', '/sessions', undefined, accessToken), status, name);
  }
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

const newPassword = 'Another-Password-1';
const badChanges: [string, object | undefined, string?][] = [
  ['no body', undefined],
  ['an empty body', {}],
  ['no current password', { newPassword }],
  ['no new password', { password }],
  ['an empty current password', { password: '', newPassword }, 'body.password'],
  ['an empty new password', { password, newPassword: '' }, 'body.newPassword'],
  ['a huge current password', { password: 'a'.repeat(257), newPassword }, 'body.password'],
  ['a huge new password', { password, newPassword: 'a'.repeat(257) }, 'body.newPassword'],
  ['NUL in the current password', { password: `${password}\0`, newPassword }, 'body.password'],
  [
    'a line break in the new one',
    { password, newPassword: `${newPassword}\n` },
    'body.newPassword',
  ],
  ['half a surrogate pair', { password, newPassword: '\ud800' }, 'body.newPassword'],
  ['a password that is a list', { password: [password], newPassword }, 'body.password'],
  ['a password that is null', { password, newPassword: null }, 'body.newPassword'],
  ['an extra property', { password, newPassword, email }],
  ['a list', [password, newPassword]],
];

test('bad input of a change of the password gets 400, names the place, and counts as no failure', async (t) => {
  const { send } = await signInApp(t);
  const { accessToken } = json(t, await send('POST', '/login', localOwner));
  for (const [what, body, path] of badChanges) {
    const answer = await send('PUT', '/password', body, accessToken);
    isError(t, answer, 400, what);
    if (path) t.match(JSON.parse(answer.body).details, [{ path }], what);
  }
  const large = { password, newPassword: 'a'.repeat(17_000) };
  isError(t, await send('PUT', '/password', large, accessToken), 413, 'beyond 16 KiB');
  json(t, await send('POST', '/login', localOwner));
});

test('bad input gets a 4xx with an HttpError body', async (t) => {
  const { send } = await signInApp(t, sharedPool, { loginLimit: noLoginLimit });
  for (const [what, path, body, status] of refused) {
    isError(t, await send('POST', path, body), status, what);
  }
});
