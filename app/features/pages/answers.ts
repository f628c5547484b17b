import type { Answer } from '../../http/answer.ts';
import { missingPage } from '../../render/content/message-page.ts';
import type { SiteManifest } from '../../render/manifest.ts';

/**
 * CloudFront keeps a page for a minute, and browsers ask each time. Nobody may serve it for longer, so
 * what the owner unpublishes is gone after that time.
 */
const cached = 'public, max-age=0, s-maxage=60';
/** Short, so that what is published at an address that readers tried before is there soon. */
const cachedBriefly = 'public, max-age=0, s-maxage=5';

const htmlType = 'text/html; charset=utf-8';

/** Pages at addresses that are secret: nobody keeps them, and links on them do not tell their address. */
export const secretHeaders = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

export function found(body: string, type = htmlType): Answer {
  return { statusCode: 200, headers: { 'content-type': type, 'cache-control': cached }, body };
}

/** One for all addresses where nothing is published now, whatever the reason. */
export function missing(site: SiteManifest): Answer {
  const headers = { 'content-type': htmlType, 'cache-control': cachedBriefly };
  return { statusCode: 404, headers, body: missingPage(site) };
}

/** @param path on the site. */
export function movedTo(path: string): Answer {
  return { statusCode: 301, headers: { location: path, 'cache-control': cached }, body: '' };
}
