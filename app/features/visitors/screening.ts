import type { IncomingHttpHeaders } from 'node:http';
import { isBrowser } from './browser.ts';
import type { Reason } from './repository.ts';

/**
 * Why a request with these headers is not counted. Runs before the app computes anything about the
 * visitor. Checks the opt-out first, so that nothing else about these visitors is read.
 */
export function screen(headers: IncomingHttpHeaders): Reason | undefined {
  if (optsOut(headers)) return 'opted-out';
  if (isPrefetch(headers)) return 'prefetch';
  return isBrowser(headers['user-agent']?.trim() ?? '') ? undefined : 'bot';
}

/**
 * `DNT` may continue with extensions: https://www.w3.org/TR/tracking-dnt/#dnt-header-field,
 * https://w3c.github.io/gpc/#the-sec-gpc-header-field-for-http-requests
 */
function optsOut(headers: IncomingHttpHeaders): boolean {
  return hasMember(headers['sec-gpc'], /^1/) || hasMember(headers.dnt, /^1/);
}

/** A prerendering browser sends `prefetch;prerender`: https://wicg.github.io/nav-speculation/prerendering.html */
function isPrefetch(headers: IncomingHttpHeaders): boolean {
  const early = /^(?:prefetch|preview|prerender)\b/i;
  return hasMember(headers['sec-purpose'], early) || hasMember(headers.purpose, early);
}

/** Whether a header has such a member. A header that is sent twice, by browser and extension, has two. */
function hasMember(header: string | string[] | undefined, member: RegExp): boolean {
  return [header ?? []]
    .flat()
    .some((value) => value.split(',').some((one) => member.test(one.trim())));
}
