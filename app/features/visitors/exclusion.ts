import type { IncomingHttpHeaders } from 'node:http';

/**
 * The cookie of a browser whose visits are not counted: the owner's. It is the same for everyone who has it, the browser
 * sends it with visits only, and no script reads it. Other visitors have none, so nothing is read from their browsers.
 */
const name = 'uncounted';
/** As the site's pages call it. */
const attributes = 'Path=/api/v1/visitors/track; HttpOnly; Secure; SameSite=Strict';
const yearSeconds = 365 * 24 * 60 * 60;

/** Values of `Set-Cookie`. */
export const exclusion = {
  start: `${name}=1; Max-Age=${yearSeconds}; ${attributes}`,
  end: `${name}=; Max-Age=0; ${attributes}`,
};

export function isExcluded({ cookie = '' }: IncomingHttpHeaders): boolean {
  return cookie.split(';').some((pair) => pair.trim() === `${name}=1`);
}
