/** A feed, independent of its format. URLs are absolute. */
export interface Feed {
  title: string;
  description: string;
  /** BCP 47. */
  language: string;
  author: string;
  /** Of the list of posts. */
  page: string;
  /** Where the feed is served. */
  url: string;
  items: FeedItem[];
}

export interface FeedItem {
  /** Never changes, also when the address does. */
  id: string;
  url: string;
  title: string;
  summary: string;
  /** The text with absolute URLs. Absent if it alone would fill the feed. */
  html?: string;
  /** Instants, ISO 8601. */
  published: string;
  changed: string;
  /** The category and the tags. */
  topics: string[];
}

/** What readers fetch at once: https://www.jsonfeed.org/version/1.1/ recommends less than 256 kB. */
export const feedLimit = { items: 20, bytes: 250_000 };

/**
 * The document that `write` makes of as many items as it can have within the limit, newest first. A first
 * item that is too large comes without its text.
 */
export function withinLimit(feed: Feed, write: (feed: Feed) => string): string {
  for (let count = Math.min(feed.items.length, feedLimit.items); count > 0; count--) {
    const document = write({ ...feed, items: feed.items.slice(0, count) });
    if (size(document) <= feedLimit.bytes) return document;
  }
  return write({ ...feed, items: feed.items.slice(0, 1).map(({ html, ...rest }) => rest) });
}

function size(document: string): number {
  return new TextEncoder().encode(document).length;
}
