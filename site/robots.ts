/**
 * `robots.txt`. It names the sitemaps of the site's own URL, if that is known and to be listed: the build
 * knows the resume's page, the app the pages of content. Search engines may read the page in any case: only
 * there, they see that it is not to be listed.
 */
export function robots(url: string | undefined): string {
  const sitemaps = url ? `Sitemap: ${url}sitemap.xml\nSitemap: ${url}blog/sitemap.xml\n` : '';
  return `User-agent: *\nDisallow: /api/\n${sitemaps}`;
}
