const protocols = new Set(['http:', 'https:', 'mailto:']);
const maxLength = 2048;
/** Stands for the site: no link can name it. */
const site = 'https://site.invalid';

/**
 * Whether a link may lead to `url`: by http, https or mailto, or to a path of the site. As a browser reads it,
 * and not by a pattern: `//host` and `/\host` lead elsewhere.
 */
export function isSafeLink(url: string): boolean {
  if (url.length > maxLength) return false;
  const absolute = URL.parse(url);
  if (absolute) return protocols.has(absolute.protocol);
  return URL.parse(url, site)?.origin === site;
}
