import { none, other, referrerHost, unknown } from '../../app/features/visitors/dimensions.ts';

const maxPathLength = 256;

/** The path of an address or of a path, without query and fragment, in at most 256 characters. */
export function pathOf(text: string): string {
  if (text === '' || text === other) return other;
  const path = text.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? '';
  const rooted = path.startsWith('/') ? path : `/${path}`;
  // A cut may leave half of a character.
  return rooted.slice(0, maxPathLength).toWellFormed();
}

/**
 * The host of an address, which may lack its scheme, as our own statistics name it: without `www.`; `none` for direct
 * visits; `other` for what is no host, such as "Google" or the name of a campaign.
 */
export function referrerOf(text: string): string {
  if (text === '' || text === none) return none;
  return referrerHost(text.includes('://') ? text : `https://${text}`, undefined);
}

/** The country of an ISO 3166 code, also of that of a region such as `US-TX`. */
export function countryOf(text: string): string {
  const [country = ''] = text.toUpperCase().split('-', 1);
  return /^[A-Z]{2}$/.test(country) ? country : unknown;
}

const devices = new Map([
  ['mobile', 'mobile'],
  ['phone', 'mobile'],
  ['tablet', 'tablet'],
  ['desktop', 'desktop'],
  ['laptop', 'desktop'],
]);

/** Other programs tell laptops from desktops by the width of the screen. We do not. */
export function deviceOf(text: string): string {
  return devices.get(text.toLowerCase()) ?? other;
}
