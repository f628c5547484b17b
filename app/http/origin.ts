import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Whether a request came through the site’s own CloudFront, which alone knows the secret. */
export type IsFromSite = (request: FastifyRequest) => boolean;

/** Compares digests: their length is no secret, and the time does not tell how much of it was right. */
export function fromSite(secret: string | undefined): IsFromSite {
  const expected = secret === undefined ? undefined : digest(secret);
  return ({ headers }) => {
    const given = headers['x-origin-secret'];
    if (expected === undefined || typeof given !== 'string') return false;
    return timingSafeEqual(digest(given), expected);
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
