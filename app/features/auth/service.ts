import type { Static } from '@sinclair/typebox';
import { Unauthorized, WrongPassword } from '../../errors.ts';
import type { Door, LoginLimit } from './login-limit.ts';
import type { Answer, PasswordChange } from './schemas.ts';
import type { UserPool } from './user-pool.ts';

/** Time limit for the table and the user pool together. */
const limitMs = 2500;
/** The same if the app may first have to wait a second for the keys that verify the token. */
const tokenLimitMs = 1400;
/** For taking a failure back, after that. */
const giveBackMs = 400;

export type SignInService = ReturnType<typeof signInService>;

/**
 * Sign-in with a limit on the failures of each network, wherever a client could guess a password, a code or a refresh
 * token. It throws the errors of both its parts. `address` is the client's.
 */
export function signInService(userPool: UserPool, loginLimit: LoginLimit) {
  async function limited<T>(
    door: Door,
    address: string,
    ask: (signal: AbortSignal) => Promise<T>,
    ms = limitMs,
  ) {
    const signal = AbortSignal.timeout(ms);
    await loginLimit.take(door, address, signal);
    // What the pool has not refused was no failure, unless this cannot be written.
    const giveBack = () =>
      loginLimit.giveBack(door, address, AbortSignal.timeout(giveBackMs)).catch(() => {});
    try {
      const answer = await ask(signal);
      await giveBack();
      return answer;
    } catch (error) {
      if (!isFailure(error)) await giveBack();
      throw error;
    }
  }

  return {
    signIn: (address: string, email: string, password: string) =>
      limited('sign-in', address, (signal) => userPool.signIn(email, password, signal)),

    answer: (address: string, answer: Static<typeof Answer>) =>
      limited('sign-in', address, (signal) => userPool.answer(answer, signal)),

    refresh: (address: string, refreshToken: string) =>
      limited('refresh', address, (signal) => userPool.refresh(refreshToken, signal)),

    /** A stolen access token must not open a way to guess the password. */
    changePassword: (
      address: string,
      accessToken: string,
      passwords: Static<typeof PasswordChange>,
    ) =>
      limited(
        'sign-in',
        address,
        (signal) => userPool.changePassword(accessToken, passwords, signal),
        tokenLimitMs,
      ),
  };
}

function isFailure(error: unknown): boolean {
  return error instanceof Unauthorized || error instanceof WrongPassword;
}
