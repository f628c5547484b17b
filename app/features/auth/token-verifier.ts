import { validateCognitoJwtFields } from 'aws-jwt-verify/cognito-verifier';
import { assertIsJwks, SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import type { Jwt } from 'aws-jwt-verify/jwt-model';
import { JwtVerifier } from 'aws-jwt-verify/jwt-verifier';
import { withRetries } from '../../aws/retry.ts';
import { Unauthorized, Unavailable } from '../../errors.ts';
import type { VerifyToken } from '../../http/guard.ts';
import { roleOf } from './role.ts';

const clockSkewSeconds = 10;
/** Leaves the route enough time for the table or the user pool. */
const keysLimitMs = 1000;

/**
 * Verifies access tokens of an app client with the issuer’s keys. It fetches these for the first token, in
 * one request for all callers that wait, and again for a token with an unknown key id, but not within 10
 * seconds of the last unknown key id. All other tokens cost no round trip.
 */
export function tokenVerifier(issuer: string, clientId: string): VerifyToken {
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch: fetchKeys } });
  const verifier = JwtVerifier.create(
    { issuer, audience: null, customJwtCheck: (jwt) => checkClaims(jwt, clientId) },
    { jwksCache },
  );
  return async (accessToken) => {
    try {
      // The library keeps a key for every issuer that a token names, before it checks the token.
      const { iss } = decomposeUnverifiedJwt(accessToken).payload;
      if (iss !== issuer) throw new Unauthorized();
      const payload = await verifier.verify(accessToken);
      const { sub = '', auth_time } = payload;
      const signedInAt = typeof auth_time === 'number' ? auth_time : 0;
      return { id: sub, role: roleOf(payload), signedInAt, accessToken };
    } catch (error) {
      throw error instanceof Unavailable ? error : new Unauthorized();
    }
  };
}

async function fetchKeys(uri: string): Promise<ArrayBuffer> {
  const signal = AbortSignal.timeout(keysLimitMs);
  try {
    return await withRetries(() => fetchJwks(uri, signal), { isRetryable: () => true, signal });
  } catch (error) {
    throw new Unavailable('The keys of the tokens', error);
  }
}

/** An invalid JWKS counts as no answer. A pool always has keys. */
async function fetchJwks(uri: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(uri, { signal, redirect: 'error' });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const body = await response.arrayBuffer();
  const jwks = JSON.parse(Buffer.from(body).toString());
  assertIsJwks(jwks);
  if (jwks.keys.length === 0) throw new Error('There are no keys');
  return body;
}

function checkClaims({ header, payload }: Jwt, clientId: string): void {
  validateCognitoJwtFields(payload, { tokenUse: 'access', clientId });
  // The library accepts other algorithms of the same key, unknown `crit` headers, no `exp`, `iat` in the
  // future, and no `sub`.
  const { exp, iat, sub } = payload;
  const latest = Date.now() / 1000 + clockSkewSeconds;
  const isInvalid = header.alg !== 'RS256' || 'crit' in header || !exp || !iat || iat > latest;
  if (isInvalid || !sub) throw new Unauthorized();
}
