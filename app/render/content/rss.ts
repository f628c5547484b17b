import { html } from 'ghtml';
import { type Feed, type FeedItem, withinLimit } from './feed.ts';
import { element, xml } from './xml.ts';

/** RSS 2.0 with the full text: https://www.rssboard.org/rss-specification */
export function rss(feed: Feed): string {
  return withinLimit(feed, write);
}

function write({ title, description, language, author, page, url, items }: Feed): string {
  const newest = items
    .map(({ changed }) => changed)
    .sort()
    .at(-1);
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${plainTitle(title)}
${element('link', page)}
${asHtml('description', description)}
${element('language', language)}
<atom:link href="${xml(url)}" rel="self" type="application/rss+xml"/>
${newest ? element('lastBuildDate', rfc822(newest)) : ''}
${items.map((item) => entry(item, author)).join('\n')}
</channel>
</rss>
`;
}

function entry(item: FeedItem, author: string): string {
  const { id, url, title, summary, html: text, published, topics } = item;
  return `<item>
${plainTitle(title)}
${element('link', url)}
<guid isPermaLink="false">${xml(id)}</guid>
${element('pubDate', rfc822(published))}
${author ? element('dc:creator', author) : ''}
${topics.map((topic) => element('category', topic)).join('')}
${asHtml('description', summary)}
${text ? element('content:encoded', text) : ''}
</item>`;
}

/**
 * Some readers take a title as HTML, and others as text: with these references, both show it as it is
 * (https://www.rssboard.org/rss-profile#data-types-characterdata).
 */
function plainTitle(text: string): string {
  const title = xml(text).replaceAll('&amp;', '&#x26;').replaceAll('&lt;', '&#x3C;');
  return `<title>${title}</title>`;
}

/** Text for an element whose content is HTML. */
function asHtml(name: string, text: string): string {
  return element(name, html`${text}`);
}

/** `Sat, 21 Nov 2026 09:30:00 +0000`, which all readers of feeds understand. */
function rfc822(instant: string): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}
