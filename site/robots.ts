/**
 * `robots.txt`. It names the sitemap of the site's own URL, if that is known and to be listed. Search
 * engines may read the page in any case: only there, they see that it is not to be listed.
 */
export function robots(url: string | undefined): string {
  return `User-agent: *\nDisallow: /api/\n${url ? `Sitemap: ${url}sitemap.xml\n` : ''}`;
}
