import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { NotFound } from '../../errors.ts';
import { isId } from './items.ts';
import type { ContentRepository, StoredPreview } from './repository.ts';
import type { ContentService } from './service.ts';

const lifeMs = 7 * 24 * 60 * 60 * 1000;

type PreviewLinks = Pick<ContentService, 'createPreview' | 'removePreview'>;

export function previewLinks(repository: ContentRepository, now: () => number): PreviewLinks {
  return {
    async createPreview(kind, id) {
      const token = randomBytes(16).toString('base64url');
      const preview = { hash: hash(token), expiresAt: Math.floor((now() + lifeMs) / 1000) };
      if (!isId(id) || !(await repository.putPreview(kind, id, preview))) throw new NotFound();
      return { token, expiresAt: new Date(preview.expiresAt * 1000).toISOString() };
    },

    async removePreview(kind, id) {
      if (!isId(id) || !(await repository.removePreview(kind, id))) throw new NotFound();
    },
  };
}

/** Whether `token` opens the preview at the instant `now`, in milliseconds. */
export function opens(preview: StoredPreview, token: string, now: number): boolean {
  return now < preview.expiresAt * 1000 && timingSafeEqual(preview.hash, hash(token));
}

function hash(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
