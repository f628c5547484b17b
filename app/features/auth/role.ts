import type { User } from '../../http/guard.ts';

/** The role that the claims of a token give: the owner is in the group `owner`. */
export function roleOf(claims: { [name: string]: unknown }): User['role'] {
  const groups = claims['cognito:groups'];
  return Array.isArray(groups) && groups.includes('owner') ? 'owner' : 'user';
}
