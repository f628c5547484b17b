import type { Static } from '@sinclair/typebox';
import type { Answer, Challenge, PasswordChange, Profile, SignedIn, Tokens } from './schemas.ts';

type Passwords = Static<typeof PasswordChange>;
type Outcome = Static<typeof SignedIn | typeof Challenge>;

/**
 * The store of users. All methods throw `Unauthorized`, without the reason, when the pool rejects a
 * request, `TooManyRequests` when it throttles, and `Unavailable` when it fails or times out. Each method
 * is one round trip unless it says otherwise.
 */
export interface UserPool {
  /** Settles before `signal` aborts; so do `answer` and `refresh`. */
  signIn(email: string, password: string, signal: AbortSignal): Promise<Outcome>;

  /** @throws {BadRequest} for a new password that is too weak. */
  answer(answer: Static<typeof Answer>, signal: AbortSignal): Promise<Outcome>;

  refresh(refreshToken: string, signal: AbortSignal): Promise<Static<typeof Tokens>>;

  /** From then on, the pool accepts neither this token nor the access tokens issued for it. */
  revoke(refreshToken: string): Promise<void>;

  /**
   * Keeps all sessions. Two round trips if refused. Settles before `signal` aborts.
   * @throws {WrongPassword} for the current one, `BadRequest` for a new one that is too weak.
   */
  changePassword(accessToken: string, passwords: Passwords, signal: AbortSignal): Promise<void>;

  /** From then on, the pool accepts no refresh token of the user, and none of their access tokens. */
  revokeAll(accessToken: string): Promise<void>;

  profile(accessToken: string): Promise<Omit<Static<typeof Profile>, 'role'>>;

  /** A new secret for an authenticator. Sign-in asks for codes only after `confirmTotp`. */
  beginTotp(accessToken: string): Promise<string>;

  /** Two round trips. @throws {BadRequest} for a wrong code. */
  confirmTotp(accessToken: string, code: string): Promise<void>;
}
