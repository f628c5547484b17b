import type { Test } from 'tap';
import type { Answer, Target } from '../support/target.ts';
import type { Credentials } from '../support/user-pool.ts';
import { isError } from './suite.ts';

/** Without credentials, sends nothing that counts as an attempt to sign in. */
export async function authContract(
  t: Test,
  target: Target,
  credentials: Credentials | undefined,
): Promise<void> {
  const send = (method: string, name: string, body?: object, token?: string): Promise<Answer> => {
    const text = JSON.stringify(body);
    const json = body && { 'content-type': 'application/json', 'content-length': `${text.length}` };
    const headers = { ...json, ...(token && { authorization: `Bearer ${token}` }) };
    return target({ method, path: `/v1/auth/${name}`, headers, ...(body && { body: text }) });
  };

  await t.test('a body of sign-in that does not match the API document gets 400', async (t) => {
    for (const name of ['login', 'challenge', 'refresh']) {
      for (const body of [{}, { email: 'owner', password: 1 }, { refreshToken: '' }]) {
        isError(t, await send('POST', name, body), 400, name);
      }
    }
  });

  const skip = !credentials && 'no credentials';
  await t.test('a user signs in, refreshes and signs out', { skip }, async (t) => {
    const login = await send('POST', 'login', credentials);
    t.equal(login.status, 200);
    t.equal(login.headers['cache-control'], 'no-store');
    const { user, accessToken, refreshToken } = JSON.parse(login.body);
    const me = await send('GET', 'me', undefined, accessToken);
    t.match(JSON.parse(me.body), { id: user.id, email: credentials?.email, role: user.role });
    const refreshed = await send('POST', 'refresh', { refreshToken });
    t.match(JSON.parse(refreshed.body), { accessToken: String, tokenType: 'Bearer' });
    for (const body of [{}, { password: 'a' }, { password: 'a', newPassword: 'b', email: 'c' }]) {
      isError(t, await send('PUT', 'password', body, accessToken), 400, 'password');
    }
    t.equal((await send('POST', 'logout', { refreshToken }, accessToken)).status, 204);
    isError(t, await send('POST', 'refresh', { refreshToken }), 401, 'revoked');
  });
}
