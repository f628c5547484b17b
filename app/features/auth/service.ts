import type { Static } from '@sinclair/typebox';
import type { LoginLimit } from './login-limit.ts';
import type { Answer } from './schemas.ts';
import type { UserPool } from './user-pool.ts';

/** Time limit for the table and the user pool together. */
const limitMs = 2500;

export type SignInService = ReturnType<typeof signInService>;

/** Sign-in with a limit on the attempts of each network. It throws the errors of both its parts. */
export function signInService(userPool: UserPool, loginLimit: LoginLimit) {
  return {
    /** @param address the client's. */
    async signIn(address: string, email: string, password: string) {
      const signal = AbortSignal.timeout(limitMs);
      await loginLimit.take(address, signal);
      return userPool.signIn(email, password, signal);
    },

    /** The answer to a challenge also counts as an attempt. */
    async answer(address: string, answer: Static<typeof Answer>) {
      const signal = AbortSignal.timeout(limitMs);
      await loginLimit.take(address, signal);
      return userPool.answer(answer, signal);
    },
  };
}
