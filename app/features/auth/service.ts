import type { Static } from '@sinclair/typebox';
import type { LoginLimit } from './login-limit.ts';
import type { Answer } from './schemas.ts';
import type { UserPool } from './user-pool.ts';

/** For the table and the user pool together. */
const limitMs = 2500;

export type SignInService = ReturnType<typeof signInService>;

/** Sign-in with a limit of attempts for each network. Errors are those of its two parts. */
export function signInService(userPool: UserPool, loginLimit: LoginLimit) {
  return {
    /** @param address the client's. */
    async signIn(address: string, email: string, password: string) {
      const signal = AbortSignal.timeout(limitMs);
      await loginLimit.take(address, signal);
      return userPool.signIn(email, password, signal);
    },

    /** Counts as an attempt, too. */
    async answer(address: string, answer: Static<typeof Answer>) {
      const signal = AbortSignal.timeout(limitMs);
      await loginLimit.take(address, signal);
      return userPool.answer(answer, signal);
    },
  };
}
