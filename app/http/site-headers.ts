/** The headers of every file and page of the site. They allow nothing inline or from other origins. */
export const siteHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
};

/** An image that is opened by itself runs and loads nothing, whatever it contains. */
const mediaPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

/**
 * The headers of a file of the site. Search engines list the page instead of its PDF: a reader of the page
 * sees what is new, and only a header can keep a PDF out of their lists.
 */
export function headersOf(path: string): Record<string, string> {
  if (path.startsWith('/media/')) return { ...siteHeaders, 'content-security-policy': mediaPolicy };
  return path.endsWith('.pdf') ? { ...siteHeaders, 'x-robots-tag': 'noindex' } : siteHeaders;
}

/** The `Cache-Control` of a file of the site. Names in /assets/ and /media/ change with their content. */
export function cacheControl(path: string): string {
  return /^\/(assets|media)\//.test(path) ? 'max-age=31536000, immutable' : 'no-cache';
}
