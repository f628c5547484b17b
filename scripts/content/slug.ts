import { createHash } from 'node:crypto';
import { slugOfTitle } from '../../app/features/content/slugs.ts';

/**
 * The slug that the API would derive from a title. Without Latin letters it says nothing, but the same title always gets
 * the same one, as there is no id yet.
 */
export function slugFor(title: string): string {
  const hash = createHash('sha256').update(title).digest('hex');
  return slugOfTitle(title, 'post', `c_${hash}`);
}
