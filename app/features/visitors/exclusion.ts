import type { IncomingHttpHeaders } from 'node:http';

/** Its value is the same in every browser, so it identifies nobody. */
const cookie = 'uncounted';
/** The browser sends the cookie with what the site's script reports, and with nothing else. */
const path = '/api/v1/visitors/track';
const yearSeconds = 365 * 24 * 60 * 60;

/** The `Set-Cookie` header that leaves a browser out, or counts it again. No script can read the cookie. */
export function exclusionCookie(isExcluded: boolean): string {
  const [value, age] = isExcluded ? ['1', yearSeconds] : ['', 0];
  return `${cookie}=${value}; Path=${path}; Max-Age=${age}; HttpOnly; Secure; SameSite=Strict`;
}

/** Whether the owner has left this browser out. Anyone may forge the cookie, and leaves out only themselves. */
export function isExcludedBrowser({ cookie: cookies = '' }: IncomingHttpHeaders): boolean {
  return cookies.split(';').some((one) => one.trim() === `${cookie}=1`);
}
