import { utcDay } from './utc.ts';

/** A published post. */
export interface Post {
  title: string;
  slug: string;
  /** An instant. */
  publishedAt: string;
}

interface Page {
  items: { title: string; slug: string; publishedAt: string | null }[];
  nextCursor: string | null;
}

/** Of 100 posts each. A range has few posts, but the list has them all. */
const mostPages = 5;

/** What was published since the day `from`, newest first; of more than 500 posts, the newest 500. */
export async function postsSince(
  from: string,
  ask: (cursor: string | null) => Promise<Page>,
): Promise<Post[]> {
  const found: Post[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const { items, nextCursor } = await ask(cursor);
    const published = items.flatMap(({ title, slug, publishedAt }) =>
      publishedAt ? [{ title, slug, publishedAt }] : [],
    );
    const inRange = published.filter((post) => dayOf(post) >= from);
    found.push(...inRange);
    if (!nextCursor || inRange.length < published.length) break;
    cursor = nextCursor;
  }
  return found;
}

/** Those published from the day `from` to the day `to`, oldest first. */
export function postsIn(posts: Post[], from: string, to: string): Post[] {
  return posts.filter((post) => dayOf(post) >= from && dayOf(post) <= to).reverse();
}

function dayOf({ publishedAt }: Post): string {
  return utcDay(Date.parse(publishedAt));
}
