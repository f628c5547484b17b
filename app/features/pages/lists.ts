import type { ListPage } from '../../render/content/parts.ts';
import type { Kind, ListQuery, PublishedContent, Summaries } from '../content/service.ts';

/** Lists and the sitemap reach the newest items. Older ones keep their pages, which no list links to. */
export const reach = 1000;

/** The most items that the service reads at a time. */
const chunk = 100;

export type Filter = Pick<ListQuery, 'category' | 'tag'>;

/**
 * Page `number`, from 1, of the published items. Undefined for any other number and beyond `reach`. The service knows only where a
 * page ends, so the cost grows with the number: a query for each 100 items up to the one after the
 * page's last.
 */
export async function listPage<K extends Kind>(
  content: PublishedContent,
  kind: K,
  filter: Filter,
  { number, size }: { number: number; size: number },
): Promise<ListPage<Summaries[K]> | undefined> {
  const end = number * size;
  if (number < 1 || end > reach) return undefined;
  // One more than the page shows whether there is a next one.
  const items = await newest(content, kind, filter, Math.min(end + 1, reach));
  return { items: items.slice(end - size, end), number, hasOlder: items.length > end };
}

/** The newest published items, `count` at most. */
export async function newest<K extends Kind>(
  content: PublishedContent,
  kind: K,
  filter: Filter,
  count: number,
): Promise<Summaries[K][]> {
  const items: Summaries[K][] = [];
  let cursor: string | undefined;
  do {
    const query = {
      ...filter,
      status: 'published',
      limit: Math.min(count - items.length, chunk),
    } as const;
    const page = await content.list(kind, { ...query, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && items.length < count);
  return items;
}
