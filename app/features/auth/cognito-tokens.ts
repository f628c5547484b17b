import type { AuthenticationResultType } from '@aws-sdk/client-cognito-identity-provider';
import type { Static } from '@sinclair/typebox';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { roleOf } from './role.ts';
import type { SignedIn, Tokens } from './schemas.ts';

/** The tokens of `result`. When the pool returns no new refresh token, the one that was sent stays. */
export function tokens(
  result: AuthenticationResultType | undefined,
  sentRefreshToken = '',
): Static<typeof Tokens> {
  const { AccessToken = '', IdToken = '', RefreshToken = sentRefreshToken } = result ?? {};
  const { exp = 0, iat = 0 } = claims(AccessToken);
  return {
    accessToken: AccessToken,
    idToken: IdToken,
    refreshToken: RefreshToken,
    tokenType: 'Bearer',
    expiresIn: exp - iat,
  };
}

export function signedIn(result: AuthenticationResultType | undefined): Static<typeof SignedIn> {
  const { sub = '', email, email_verified, name, ...rest } = claims(result?.IdToken);
  const user = {
    id: sub,
    email: String(email),
    name: typeof name === 'string' ? name : null,
    role: roleOf(rest),
    emailVerified: String(email_verified) === 'true',
  };
  return { user, ...tokens(result) };
}

/** The claims of a token that comes from the pool itself, and is therefore not verified. */
function claims(token: string | undefined) {
  return decomposeUnverifiedJwt(token).payload;
}
