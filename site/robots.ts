/** `robots.txt`. It names the sitemap if the site's own URL is known. */
export function robots(url: string | undefined): string {
  return `User-agent: *\nDisallow: /api/\n${url ? `Sitemap: ${url}sitemap.xml\n` : ''}`;
}
