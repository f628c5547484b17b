import assert from 'node:assert/strict';
import { generateSync } from 'otplib';
import { authAt, choosePassword, owner } from '../auth-client.ts';
import { ownerAccount, temporaryPassword } from '../owner-account.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs } from '../stack.ts';

/** The owner sets up an authenticator, signs in with it, and signs out. */
export async function authenticator(rehearsal: Rehearsal): Promise<undefined> {
  const ask = authAt((await outputs(rehearsal)).api);
  const { accessToken: token } = await ask('POST /login', { body: owner });
  const { secret } = await ask('POST /totp', { token });
  const code = () => generateSync({ secret });
  const wrongCode = () => `${(Number(code()) + 1) % 1_000_000}`.padStart(6, '0');
  await ask('PUT /totp', { token, body: { code: wrongCode() }, status: 400 });
  await ask('PUT /totp', { token, body: { code: code() }, status: 204 });

  const signIn = async (code: string, status: number) => {
    const { challenge, session } = await ask('POST /login', { body: owner });
    assert.equal(challenge, 'SOFTWARE_TOKEN_MFA');
    const body = { challenge, session, email: owner.email, code };
    return ask('POST /challenge', { body, status });
  };
  await signIn(wrongCode(), 401);
  const { refreshToken } = await signIn(code(), 200);
  const { accessToken } = await ask('POST /refresh', { body: { refreshToken } });
  await ask('POST /logout', { token: accessToken, body: { refreshToken }, status: 204 });
  await ask('POST /refresh', { body: { refreshToken }, status: 401 });
}

/** The owner has lost authenticator and password: a reset and the mailbox are enough. */
export async function lostAuthenticator(rehearsal: Rehearsal): Promise<undefined> {
  const ask = authAt((await outputs(rehearsal)).api);
  await ownerAccount(rehearsal, 'reset');
  await ask('POST /login', { body: owner, status: 401 });
  const { user } = await choosePassword(ask, await temporaryPassword(rehearsal));
  assert.equal(user.role, 'owner');
}
