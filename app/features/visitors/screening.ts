import type { IncomingHttpHeaders } from 'node:http';
import { members } from '../../http/members.ts';
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
 * Whether the request says that it tests the deployment, as those of `npm run test:live` and `test:smoke` do. Anyone may
 * say so, and leaves out only themselves.
 */
export function isLiveTest(headers: IncomingHttpHeaders): boolean {
  return Boolean(headers['x-live-test']);
}

/**
 * `DNT` may continue with extensions: https://www.w3.org/TR/tracking-dnt/#dnt-header-field,
 * https://w3c.github.io/gpc/#the-sec-gpc-header-field-for-http-requests
 */
function optsOut(headers: IncomingHttpHeaders): boolean {
  const all = [...members(headers['sec-gpc']), ...members(headers.dnt)];
  return all.some((member) => member.startsWith('1'));
}

/** A prerendering browser sends `prefetch;prerender`: https://wicg.github.io/nav-speculation/prerendering.html */
function isPrefetch(headers: IncomingHttpHeaders): boolean {
  const all = [...members(headers['sec-purpose']), ...members(headers.purpose)];
  return all.some((member) => /^(?:prefetch|preview|prerender)\b/i.test(member));
}
