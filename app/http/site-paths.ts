/**
 * What answers a path of the site: a file in the bucket, the app's API below the prefix `/api`, a page that the
 * app renders, or, for the name of a folder without its slash, a redirect.
 */
type SiteOrigin = 'bucket' | 'api' | 'pages' | 'redirect';

export interface SitePath {
  /** As in CloudFront, `*` matches any characters. The rest is letters, digits, `/` and dots. */
  pattern: string;
  origin: SiteOrigin;
}

/**
 * The first pattern that matches decides, as in CloudFront. The template's cache behaviors are the same
 * table; a test compares them.
 */
export const sitePaths: SitePath[] = [
  { pattern: '/api/v1/*/track', origin: 'api' },
  { pattern: '/api/openapi.json', origin: 'api' },
  { pattern: '/api/*', origin: 'api' },
  { pattern: '/blog', origin: 'pages' },
  { pattern: '/blog/*', origin: 'pages' },
  { pattern: '/projects', origin: 'pages' },
  { pattern: '/projects/*', origin: 'pages' },
  { pattern: '/certifications', origin: 'pages' },
  { pattern: '/certifications/*', origin: 'pages' },
  { pattern: '/admin', origin: 'redirect' },
  { pattern: '/docs', origin: 'redirect' },
  { pattern: '/media/*', origin: 'bucket' },
  { pattern: '*.pdf', origin: 'bucket' },
  { pattern: '*', origin: 'bucket' },
];

/** @param path without the query. */
export function originOf(path: string, paths = sitePaths): SiteOrigin {
  return paths.find(({ pattern }) => matches(pattern, path))?.origin ?? 'bucket';
}

function matches(pattern: string, path: string): boolean {
  return new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 's').test(path);
}
