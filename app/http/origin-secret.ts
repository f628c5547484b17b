import { createHash, timingSafeEqual } from 'node:crypto';
import type { onRequestAsyncHookHandler } from 'fastify';
import { Forbidden } from '../errors.ts';

/** Headers in which CloudFront describes the viewer. The app takes them from no one else. */
const viewerHeaders = ['x-viewer-address', 'x-viewer-host', 'cloudfront-viewer-country'];

/**
 * Trusts CloudFront's viewer headers only if the request carries the secret that the site's CloudFront
 * shares with the app; strips them otherwise. A request without a secret came directly.
 * @throws {Forbidden} for a wrong secret.
 */
export function trustCloudFront(secret: string | undefined): onRequestAsyncHookHandler {
  const expected = secret === undefined ? undefined : digest(secret);
  return async ({ headers }) => {
    const sent = headers['x-origin-secret'];
    delete headers['x-origin-secret'];
    if (expected && sent !== undefined) {
      // The comparison takes constant time: all digests have the same length.
      if (timingSafeEqual(digest(String(sent)), expected)) return;
      throw new Forbidden('FORGED_ORIGIN', 'x-origin-secret is not the secret of this site');
    }
    for (const name of viewerHeaders) delete headers[name];
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
