import type { Static } from '@sinclair/typebox';
import type { Answer, Challenge, Profile, SignedIn, Tokens } from './schemas.ts';

type Outcome = Static<typeof SignedIn | typeof Challenge>;

/**
 * The store of users. All methods throw `Unauthorized` when the pool refuses, without the reason,
 * `TooManyRequests` when it throttles, and `Unavailable` when it fails or times out. Each is one round trip
 * unless it says otherwise.
 */
export interface UserPool {
  /** Answers before `signal` aborts, as `answer` does. */
  signIn(email: string, password: string, signal: AbortSignal): Promise<Outcome>;

  /** @throws {BadRequest} for a new password that is too weak. */
  answer(answer: Static<typeof Answer>, signal: AbortSignal): Promise<Outcome>;

  refresh(refreshToken: string): Promise<Static<typeof Tokens>>;

  /** From then on neither it nor the access tokens made from it are taken by the pool. */
  revoke(refreshToken: string): Promise<void>;

  profile(accessToken: string): Promise<Omit<Static<typeof Profile>, 'role'>>;

  /** A secret for an authenticator, asked for once its first code was confirmed. */
  beginTotp(accessToken: string): Promise<string>;

  /** Two round trips. @throws {BadRequest} for a wrong code. */
  confirmTotp(accessToken: string, code: string): Promise<void>;
}
