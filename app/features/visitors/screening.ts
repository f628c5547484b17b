import type { IncomingHttpHeaders } from 'node:http';
import { isbot } from 'isbot';
import type { Reason } from './repository.ts';

/** Real browsers send shorter agents. The limit also bounds the time that regular expressions take. */
const maxAgentLength = 512;

/**
 * Why a request with these headers is not counted. Runs before the app computes anything about the
 * visitor. Checks the opt-out first, so that nothing else about these visitors is read.
 * https://w3c.github.io/gpc/, https://www.w3.org/TR/tracking-dnt/
 */
export function screen(headers: IncomingHttpHeaders): Reason | undefined {
  if (headers['sec-gpc'] === '1' || headers.dnt === '1') return 'opted-out';
  if (isPrefetch(headers)) return 'prefetch';
  const agent = headers['user-agent']?.trim();
  // isbot takes an empty agent for a browser's.
  if (!agent || agent.length > maxAgentLength || isbot(agent)) return 'bot';
  return undefined;
}

/** A prerendering browser sends `prefetch;prerender`: https://wicg.github.io/nav-speculation/prerendering.html */
function isPrefetch(headers: IncomingHttpHeaders): boolean {
  const purposes = [headers['sec-purpose'], headers.purpose];
  return purposes.some((purpose) => /^(prefetch|preview|prerender)\b/i.test(String(purpose)));
}
