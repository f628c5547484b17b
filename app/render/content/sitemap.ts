import { element } from './xml.ts';

interface Place {
  /** An absolute URL. */
  url: string;
  /** An instant, ISO 8601. */
  changed?: string;
}

/** The sitemap of the pages that the app renders: https://www.sitemaps.org/protocol.html */
export function contentSitemap(places: Place[]): string {
  const urls = places.map(({ url, changed }) => {
    return `<url>${element('loc', url)}${changed ? element('lastmod', changed) : ''}</url>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`;
}
