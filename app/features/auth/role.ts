import type { User } from '../../http/guard.ts';

/** By the claims of a token: the one of group `owner` is the owner. */
export function roleOf(claims: { [name: string]: unknown }): User['role'] {
  const groups = claims['cognito:groups'];
  return Array.isArray(groups) && groups.includes('owner') ? 'owner' : 'user';
}
