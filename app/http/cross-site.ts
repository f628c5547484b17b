import type { FastifyRequest } from 'fastify';
import { originMatcher } from './cors.ts';
import { members } from './members.ts';

/** Whether a page of another site sent the request. */
export type IsCrossSite = (request: Pick<FastifyRequest, 'headers'>) => boolean;

/**
 * Pages of `origins` (comma-separated, or `*`) belong to the site. For all others, the browser says where
 * the page is from by `Sec-Fetch-Site`, which no page can set; a subdomain is another site. Browsers of before
 * 2023 send only `Origin`, which is compared with the host that the client called. A request with neither
 * header comes from no page that can be told.
 * https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function crossSite(origins: string): IsCrossSite {
  const isAllowed = originMatcher(origins);
  return ({ headers }) => {
    const { host, 'x-viewer-host': viewerHost = host } = headers;
    const origins = members(headers.origin);
    const sites = members(headers['sec-fetch-site']);
    if (origins.length > 0 && origins.every(isAllowed)) return false;
    if (sites.length > 0) return sites.some((site) => site !== 'same-origin');
    return origins.some((origin) => !isAt(origin, String(viewerHost)));
  };
}

function isAt(origin: string, host: string): boolean {
  const url = URL.parse(origin);
  return url !== null && url.host === URL.parse(`${url.protocol}//${host}`)?.host;
}
