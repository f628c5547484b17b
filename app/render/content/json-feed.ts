import { type Feed, withinLimit } from './feed.ts';

/** JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/ */
export function jsonFeed(feed: Feed): string {
  return withinLimit(feed, write);
}

function write({ title, description, language, author, page, url, items }: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description,
    home_page_url: page,
    feed_url: url,
    language,
    ...(author && { authors: [{ name: author }] }),
    items: items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      summary: item.summary,
      // Each item needs a text.
      ...(item.html ? { content_html: item.html } : { content_text: item.summary }),
      date_published: item.published,
      date_modified: item.changed,
      tags: item.topics,
    })),
  });
}
