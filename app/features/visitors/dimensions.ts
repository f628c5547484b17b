import { appHosts } from './app-hosts.ts';

/** The breakdowns counted for each visit. Each takes one of a bounded number of names. */
export interface Dimensions {
  path: string;
  referrer: string;
  country: string;
  device: string;
}

/** Values not tracked individually. */
export const other = 'other';
/** The referrer of visits that come from no other site. */
export const none = 'none';
export const unknown = 'unknown';

/**
 * The path if it is one of `pages`, without its query; `other` if not, as any client can invent paths.
 */
export function pageOf(path: string | undefined, pages: ReadonlySet<string>): string {
  const [page = ''] = (path ?? '/').split(/[?#]/, 1);
  const known = page.replace(/\/index\.html$/, '/');
  return pages.has(known) ? known : other;
}

const maxHostLength = 64;

/** The host that a visitor comes from. The rest of the address is dropped. */
export function referrerHost(referrer: string | undefined, origin: string | undefined): string {
  if (!referrer) return none;
  const url = URL.parse(referrer);
  if (url?.protocol === 'android-app:') return appHosts.get(url.hostname.toLowerCase()) ?? other;
  if (!url || !/^https?:$/.test(url.protocol)) return other;
  if (url.origin === origin) return none;
  const host = url.hostname.replace(/^www\./, '');
  const isName = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+$/.test(host);
  return isName && host.length <= maxHostLength ? host : other;
}

/** The country that CloudFront reports: https://en.wikipedia.org/wiki/ISO_3166-1_alpha-2 */
export function countryOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[A-Z]{2}$/.test(header) ? header : unknown;
}

/** Televisions, consoles, headsets and e-readers, many of which call themselves Android or Windows. */
const otherDevice =
  /\b(?:\w*TV|BRAVIA|AFT[A-Z]\w*|CrKey|Web0S|NetCast|VIDAA|Maple|OculusBrowser|Kobo|Kindle\/\d)\b|PlayStation|Nintendo|Xbox/i;
const tablet = /\biPad\b|\bTablet(?! PC)|\bPlayBook\b/;
/** Opera Mini, UC's proxy and phones of old do not say "Mobile". */
const phone = /\bMobi|iPhone|iPod|IEMobile|Windows Phone|Opera Mini|MIDP|Symbian|BlackBerry/;
const desktop = /\b(?:Windows|Macintosh|X11|Wayland|CrOS)\b/;

/**
 * The class of the device. Android without "Mobile" is a tablet. An iPad that asks for desktop pages, as it
 * does by default, calls itself a Macintosh.
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Browser_detection_using_the_user_agent
 */
export function deviceOf(agent: string): string {
  if (otherDevice.test(agent)) return other;
  if (tablet.test(agent)) return 'tablet';
  if (phone.test(agent)) return 'mobile';
  if (/\bAndroid\b/.test(agent)) return 'tablet';
  return desktop.test(agent) ? 'desktop' : other;
}
