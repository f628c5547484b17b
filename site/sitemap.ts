/** `sitemap.xml` with the page of the resume: https://www.sitemaps.org/protocol.html */
export function sitemap(url: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${url.replaceAll('&', '&amp;')}</loc></url></urlset>
`;
}
