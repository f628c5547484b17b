import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';
import type { noUserPool } from './user-pool.ts';

type Json = Record<string, unknown>;

/** A key pair of the kind that Cognito uses. */
export function keyPair() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** A token of any header and payload; strings are used as they are. Libraries refuse most of these. */
export function forge(
  header: Json | string,
  payload: Json | string,
  key: KeyObject | string | null,
): string {
  const part = (value: Json | string) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const input = `${part(header)}.${part(payload)}`;
  if (key === null) return `${input}.`;
  const hash = typeof header === 'object' && header.alg === 'RS512' ? 'sha512' : 'sha256';
  const signature =
    typeof key === 'string'
      ? createHmac(hash, key).update(input).digest()
      : sign(hash, Buffer.from(input), key);
  return `${input}.${signature.toString('base64url')}`;
}

export interface Issuer {
  /** The environment of an app that trusts this issuer. */
  env: typeof noUserPool;
  /** The id of the key that it signs with. */
  kid: string;
  key: ReturnType<typeof keyPair>;
  /** Answers a request for its keys. */
  answer: (response: ServerResponse) => void;
  /** The number of requests for its keys. */
  requests: number;
  /** Replaces its key. */
  rotate(): void;
  /** The claims of an access token of the app client. */
  claims(more?: Json): Json;
  /** An access token that is valid except for the claims in `more`. */
  token(more?: Json): string;
  close(): Promise<void>;
}

const USER_POOL_ID = 'local_issuer';
const USER_POOL_CLIENT_ID = 'client';

/** An issuer of tokens that tests can break. As a user pool, it answers every request with success. */
export async function startIssuer(t: Test): Promise<Issuer> {
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      return response.end('{"Status":"SUCCESS"}');
    }
    issuer.requests++;
    return issuer.answer(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const COGNITO_ENDPOINT = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const COGNITO_ISSUER = `${COGNITO_ENDPOINT}/${USER_POOL_ID}`;

  const issuer: Issuer = {
    env: { USER_POOL_ID, USER_POOL_CLIENT_ID, COGNITO_ENDPOINT, COGNITO_ISSUER },
    kid: 'first',
    key: keyPair(),
    requests: 0,
    answer(response) {
      const jwk = issuer.key.publicKey.export({ format: 'jwk' });
      response.end(
        JSON.stringify({ keys: [{ ...jwk, kid: issuer.kid, alg: 'RS256', use: 'sig' }] }),
      );
    },
    rotate() {
      issuer.kid = 'second';
      issuer.key = keyPair();
    },
    claims(more = {}) {
      const iat = Math.floor(Date.now() / 1000);
      return {
        ...{ iss: COGNITO_ISSUER, client_id: USER_POOL_CLIENT_ID, token_use: 'access' },
        ...{ sub: 'a-user', username: 'a-user', scope: 'aws.cognito.signin.user.admin' },
        ...{ iat, auth_time: iat, exp: iat + 300, jti: '1' },
        ...more,
      };
    },
    token: (more) =>
      forge({ alg: 'RS256', kid: issuer.kid }, issuer.claims(more), issuer.key.privateKey),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  t.teardown(() => {
    if (server.listening) return issuer.close();
  });
  return issuer;
}

export const owner = { 'cognito:groups': ['owner'] };
