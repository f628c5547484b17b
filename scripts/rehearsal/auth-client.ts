import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { ownerEmail } from './sam.ts';

/** The owner's credentials, once the temporary password is replaced. */
export const owner = { email: ownerEmail, password: 'Rehearsed-Password-1' };

interface Call {
  body?: object;
  token?: string;
  /** The expected status. */
  status?: number;
  /** The client's. The local AWS takes it from `X-Forwarded-For`; another one each time, as the app limits failures. */
  address?: string;
}

const anyAddress = () => `10.${randomInt(256)}.${randomInt(256)}.1`;

/** A client for the sign-in routes of the API at `api`. */
export function authAt(api: string) {
  return askAt(`${api}/v1/auth`);
}

/** A client for the routes below `base`. @throws {AssertionError} for an unexpected status. */
export function askAt(base: string) {
  return async (route: `${string} ${string}`, call: Call = {}) => {
    const { body, token, status = 200, address = anyAddress() } = call;
    const [method = '', path] = route.split(' ');
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        'x-forwarded-for': address,
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.equal(response.status, status, `status of ${route}, which answered ${text}`);
    const answer = text ? JSON.parse(text) : undefined;
    if (status >= 400) assert.equal(answer.statusCode, status, `the error body of ${route}`);
    return answer;
  };
}

/** Signs in with a temporary password and replaces it by the owner's. */
export async function choosePassword(ask: ReturnType<typeof authAt>, password: string) {
  const { email, password: newPassword } = owner;
  const { challenge, session } = await ask('POST /login', { body: { email, password } });
  assert.equal(challenge, 'NEW_PASSWORD_REQUIRED');
  return ask('POST /challenge', { body: { challenge, session, email, newPassword } });
}
