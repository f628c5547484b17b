import type { Static } from '@sinclair/typebox';
import { Unauthorized } from '../../errors.ts';
import type { Door, LoginLimit } from './login-limit.ts';
import type { Answer } from './schemas.ts';
import type { UserPool } from './user-pool.ts';

/** Time limit for the table and the user pool together. */
const limitMs = 2500;
/** For taking a failure back, after that. */
const giveBackMs = 400;

export type SignInService = ReturnType<typeof signInService>;

/**
 * Sign-in with a limit on the failures of each network, at every door to the user pool that needs no token. It throws the
 * errors of both its parts. `address` is the client's.
 */
export function signInService(userPool: UserPool, loginLimit: LoginLimit) {
  async function limited<T>(door: Door, address: string, ask: (signal: AbortSignal) => Promise<T>) {
    const signal = AbortSignal.timeout(limitMs);
    await loginLimit.take(door, address, signal);
    // What the pool has not refused was no failure, unless this cannot be written.
    const giveBack = () =>
      loginLimit.giveBack(door, address, AbortSignal.timeout(giveBackMs)).catch(() => {});
    try {
      const answer = await ask(signal);
      await giveBack();
      return answer;
    } catch (error) {
      if (!(error instanceof Unauthorized)) await giveBack();
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
  };
}
