import { type Challenge, login, postTo, refresh, type Tokens } from '../lib/api-session.ts';
import { UserError } from '../lib/user-error.ts';

type Ask = (question: string, isSecret?: boolean) => Promise<string>;

/** A refresh token of a new session, for programs. It is valid for 30 days, or until it is revoked. */
export async function makeToken(base: string, email: string, ask: Ask): Promise<string> {
  const password = await ask(`Password of ${email}: `, true);
  const answer = await login(base, { email, password });
  const tokens = 'accessToken' in answer ? answer : await answerChallenge(base, email, answer, ask);
  return tokens.refreshToken;
}

async function answerChallenge(
  base: string,
  email: string,
  { challenge, session }: Challenge,
  ask: Ask,
): Promise<Tokens> {
  if (challenge !== 'SOFTWARE_TOKEN_MFA') {
    throw new UserError('Choose a password first: docs/deploy.md says how.');
  }
  const code = await ask('Code of the authenticator: ');
  const { status, body } = await postTo(base, '/challenge', { challenge, session, email, code });
  if (status === 200 && 'accessToken' in body) return body;
  throw new UserError(`Signing in as ${email} failed: ${body.message ?? `status ${status}`}`);
}

/** Ends the session of a token. Access tokens of it stay valid until they expire (5 minutes). */
export async function revokeToken(base: string, refreshToken: string): Promise<string> {
  const { accessToken } = await refresh(base, refreshToken);
  const { status } = await postTo(base, '/logout', { refreshToken }, accessToken);
  if (status !== 204) throw new UserError(`The token was not revoked: status ${status}`);
  return 'The token is revoked.';
}
