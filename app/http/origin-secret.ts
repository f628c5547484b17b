import { createHash, timingSafeEqual } from 'node:crypto';
import type { onRequestAsyncHookHandler } from 'fastify';
import { Forbidden } from '../errors.ts';

/** Headers in which CloudFront describes the viewer. The app takes them from no one else. */
const viewerHeaders = ['x-viewer-address', 'x-viewer-host', 'cloudfront-viewer-country'];

/**
 * Trusts CloudFront's viewer headers only if the request carries a secret that the site's CloudFront
 * shares with the app; strips them otherwise. A request without a secret came directly. There are two secrets
 * while one replaces the other.
 * @throws {Forbidden} for a wrong secret.
 */
export function trustCloudFront(...secrets: (string | undefined)[]): onRequestAsyncHookHandler {
  const expected = secrets.filter((secret) => secret !== undefined).map(digest);
  return async ({ headers }) => {
    const sent = headers['x-origin-secret'];
    delete headers['x-origin-secret'];
    if (expected.length > 0 && sent !== undefined) {
      const sentDigest = digest(String(sent));
      // A comparison takes constant time: all digests have the same length.
      if (expected.some((each) => timingSafeEqual(sentDigest, each))) return;
      throw new Forbidden('FORGED_ORIGIN', 'x-origin-secret is not the secret of this site');
    }
    for (const name of viewerHeaders) delete headers[name];
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
