import type { IncomingHttpHeaders } from 'node:http';
import { isbot } from 'isbot';
import type { Reason } from './repository.ts';

/** Longer agents are nobody's; and what a client sends must not keep a pattern busy. */
const maxAgentLength = 512;

/**
 * Why a request with these headers is not counted, before anything is computed of who sent it.
 * Opting out comes first, so that nothing else is looked at.
 * https://w3c.github.io/gpc/, https://www.w3.org/TR/tracking-dnt/
 */
export function screen(headers: IncomingHttpHeaders): Reason | undefined {
  if (headers['sec-gpc'] === '1' || headers.dnt === '1') return 'opted-out';
  if (isPrefetch(headers)) return 'prefetch';
  const agent = headers['user-agent']?.trim();
  // isbot takes an empty agent for a person's.
  if (!agent || agent.length > maxAgentLength || isbot(agent)) return 'bot';
  return undefined;
}

/** Prerendering says `prefetch;prerender`: https://wicg.github.io/nav-speculation/prerendering.html */
function isPrefetch(headers: IncomingHttpHeaders): boolean {
  const purposes = [headers['sec-purpose'], headers.purpose];
  return purposes.some((purpose) => /^(prefetch|preview|prerender)\b/i.test(String(purpose)));
}
