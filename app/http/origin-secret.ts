import { createHash, timingSafeEqual } from 'node:crypto';
import type { onRequestAsyncHookHandler } from 'fastify';
import { Forbidden } from '../errors.ts';

/** What CloudFront says of a visitor. Nobody else is believed. */
const fromSiteOnly = ['x-viewer-address', 'cloudfront-viewer-country'];

/**
 * Believes what only the site's CloudFront may say when the request bears the secret that it shares
 * with the app, and takes it off any other request. Without a secret, a request came directly.
 * @throws {Forbidden} for a wrong secret.
 */
export function siteOrigin(secret: string | undefined): onRequestAsyncHookHandler {
  const expected = secret === undefined ? undefined : digest(secret);
  return async ({ headers }) => {
    const said = headers['x-origin-secret'];
    delete headers['x-origin-secret'];
    if (expected && said !== undefined) {
      // In constant time: digests are of one length, whatever was said.
      if (timingSafeEqual(digest(String(said)), expected)) return;
      throw new Forbidden('FORGED_ORIGIN', 'x-origin-secret is not that of the site');
    }
    for (const name of fromSiteOnly) delete headers[name];
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
