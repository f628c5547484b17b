import assert from 'node:assert/strict';
import { ownerEmail } from './sam.ts';

/** As the owner signs in, once the temporary password is replaced. */
export const owner = { email: ownerEmail, password: 'Rehearsed-Password-1' };

interface Call {
  body?: object;
  token?: string;
  /** What it has to be answered with. */
  status?: number;
}

/** Asks the routes of the sign-in below `api`. */
export function authAt(api: string) {
  return askAt(`${api}/v1/auth`);
}

/** Asks routes below `base`. @throws {AssertionError} for another status. */
export function askAt(base: string) {
  return async (route: `${string} /${string}`, { body, token, status = 200 }: Call = {}) => {
    const [method = '', path] = route.split(' ');
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.equal(response.status, status, `status of ${route}, which said ${text}`);
    const answer = text ? JSON.parse(text) : undefined;
    if (status >= 400) assert.equal(answer.statusCode, status, `the shape of errors of ${route}`);
    return answer;
  };
}

/** Signs in by a temporary password, in place of which comes the owner's. */
export async function choosePassword(ask: ReturnType<typeof authAt>, password: string) {
  const { email, password: newPassword } = owner;
  const { challenge, session } = await ask('POST /login', { body: { email, password } });
  assert.equal(challenge, 'NEW_PASSWORD_REQUIRED');
  return ask('POST /challenge', { body: { challenge, session, email, newPassword } });
}
