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
${element('title', title)}
${element('link', page)}
${element('description', description)}
${element('language', language)}
<atom:link href="${xml(url)}" rel="self" type="application/rss+xml"/>
${newest ? element('lastBuildDate', rfc822(newest)) : ''}
${items.map((item) => entry(item, author)).join('\n')}
</channel>
</rss>
`;
}

function entry(item: FeedItem, author: string): string {
  const { id, url, title, summary, html, published, topics } = item;
  return `<item>
${element('title', title)}
${element('link', url)}
<guid isPermaLink="false">${xml(id)}</guid>
${element('pubDate', rfc822(published))}
${author ? element('dc:creator', author) : ''}
${topics.map((topic) => element('category', topic)).join('')}
${element('description', summary)}
${html ? element('content:encoded', html) : ''}
</item>`;
}

/** `Sat, 21 Nov 2026 09:30:00 +0000`, which all readers of feeds understand. */
function rfc822(instant: string): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000');
}
