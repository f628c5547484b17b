import assert from 'node:assert/strict';
import {
  AdminSetUserPasswordCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { tokenRoutes } from '../../lib/routes.ts';
import { askAt, authAt, choosePassword, owner } from '../auth-client.ts';
import { forgedToken, tokenOfAnotherPool } from '../foreign-tokens.ts';
import { ownerAccount, temporaryPassword } from '../owner-account.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { ownerEmail as email } from '../sam.ts';
import { outputs } from '../stack.ts';

/** From the invitation's mail to a signed-in owner, at the API's own address and at the site's. */
export async function invitation(rehearsal: Rehearsal): Promise<string> {
  const { api, site } = await outputs(rehearsal);
  await ownerAccount(rehearsal, 'invite');
  await weakPasswordIsRefused(rehearsal);
  const ask = authAt(api);
  const password = await temporaryPassword(rehearsal);
  await ask('POST /login', { body: { email, password: `${password}1` }, status: 401 });
  const { user, accessToken: token } = await choosePassword(ask, password);
  await ask('POST /login', { body: { email, password }, status: 401 });

  for (const base of [api, `${site}/api`]) {
    const me = await authAt(base)('GET /me', { token });
    assert.deepEqual(me, { ...user, email, role: 'owner', emailVerified: true });
  }
  return 'by hand: npm run owner sends the invitation; an administrator tests the password policy';
}

/** A network may be refused four times. The app client takes passwords only from the function. */
export async function guessing(rehearsal: Rehearsal): Promise<string> {
  const { api, userPoolClient: ClientId } = await outputs(rehearsal);
  const ask = authAt(api);
  const guess = (status: number, password = 'Wrong-Password-1') =>
    ask('POST /login', { body: { email, password }, status, address: '192.0.2.1' });
  for (let i = 0; i < 4; i++) await guess(401);
  await guess(429, owner.password);
  await ask('POST /login', { body: owner, address: '198.51.100.1' });

  const AuthParameters = { USERNAME: email, PASSWORD: owner.password };
  const around = new InitiateAuthCommand({
    ClientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters,
  });
  await assert.rejects(rehearsal.aws.cognito.send(around), { name: 'InvalidParameterException' });
  return 'refused after 4 failures of a network; another network signs in; no way around the function';
}

/** The local Cognito checks the policy when an administrator sets a password, not when the user does. */
async function weakPasswordIsRefused(rehearsal: Rehearsal): Promise<void> {
  const { userPool: UserPoolId } = await outputs(rehearsal);
  const account = { UserPoolId, Username: email, Permanent: true };
  for (const Password of ['Short-1', 'no-capitals-1', 'NO-SMALL-ONES-1', 'No-Number-At-All']) {
    const set = rehearsal.aws.cognito.send(
      new AdminSetUserPasswordCommand({ ...account, Password }),
    );
    await assert.rejects(set, { name: 'InvalidPasswordException' }, Password);
  }
}

/** The gateway itself rejects these tokens on every protected route; the app is not called. */
export async function gatewayRefuses(rehearsal: Rehearsal): Promise<string> {
  const { api } = await outputs(rehearsal);
  const ask = askAt(api);
  const { accessToken, idToken } = await ask('POST /v1/auth/login', { body: owner });
  const tokens = {
    none: undefined,
    'an ID token': idToken,
    'one signed by another key': forgedToken(accessToken),
    'one of another pool': await tokenOfAnotherPool(rehearsal),
  };
  for (const [what, token] of Object.entries(tokens)) {
    for (const route of tokenRoutes) {
      const { message } = await ask(route, { token, status: 401 });
      assert.equal(message, 'This needs a valid access token', `${route} with ${what}`);
    }
  }
  return Object.keys(tokens).join(', ');
}

export async function disabledOwner(rehearsal: Rehearsal): Promise<undefined> {
  const ask = authAt((await outputs(rehearsal)).api);
  const { refreshToken } = await ask('POST /login', { body: owner });
  await ownerAccount(rehearsal, 'disable');
  await ask('POST /refresh', { body: { refreshToken }, status: 401 });
  await ask('POST /login', { body: owner, status: 401 });

  await ownerAccount(rehearsal, 'invite');
  await ask('POST /refresh', { body: { refreshToken }, status: 401 });
  await ask('POST /login', { body: owner });
}
