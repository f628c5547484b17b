import { NotFound } from '../../errors.ts';
import type { ContentService, Kind, Summaries } from '../content/service.ts';
import type { Item, ViewRepository } from './repository.ts';
import type { Request, ViewCounter } from './view-counter.ts';

export interface Viewed {
  contentId: string;
  slug: string;
  title: string;
  views: number;
}

interface Options {
  repository: ViewRepository;
  counter: ViewCounter;
  content: Pick<ContentService, 'list'>;
}

/** Time limit for all database calls of one request together. */
const limitMs = 1500;
const pageSize = 100;
const kinds: Kind[] = ['post', 'project', 'certification'];

export type ViewService = ReturnType<typeof viewService>;

/** Views of what is published. All methods throw `Unavailable` when the database fails. */
export function viewService({ repository, counter, content }: Options) {
  const timeLimit = () => AbortSignal.timeout(limitMs);

  async function published(item: Item, signal: AbortSignal): Promise<void> {
    if (!(await repository.isPublished(item, signal))) throw new NotFound();
  }

  /** Of the items that are published, or were and have views; most views first. */
  async function viewed(kind: Kind): Promise<Viewed[]> {
    const views = await repository.views(kind, timeLimit());
    const found: Viewed[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = { limit: pageSize, ...(cursor && { cursor }) };
      const { items, nextCursor } = await content.list(kind, { status: 'all', ...page });
      for (const item of items) {
        const count = views.get(item.id) ?? 0;
        if (count === 0 && item.status !== 'published') continue;
        found.push({ contentId: item.id, slug: item.slug, title: titleOf(item), views: count });
      }
      cursor = nextCursor;
    }
    return found.sort((a, b) => b.views - a.views || (a.contentId < b.contentId ? -1 : 1));
  }

  return {
    track: (item: Item, request: Request, signal = timeLimit()) =>
      counter.track(item, request, signal),

    /** @throws {NotFound} */
    async of(item: Item, signal = timeLimit()): Promise<number> {
      await published(item, signal);
      return repository.viewsOf(item, signal);
    },

    ofKind: viewed,

    /** The `limit` items of each kind that have most views, without those that have none. */
    async top(limit: number): Promise<Record<Kind, Viewed[]>> {
      const all = await Promise.all(kinds.map(viewed));
      const entries = kinds.map((kind, i) => {
        const some = all[i]?.filter(({ views }) => views > 0) ?? [];
        return [kind, some.slice(0, limit)];
      });
      return Object.fromEntries(entries);
    },

    async total(): Promise<number> {
      const all = await Promise.all(kinds.map(viewed));
      return all.flat().reduce((sum, { views }) => sum + views, 0);
    },
  };
}

function titleOf(item: Summaries[Kind]): string {
  return item.kind === 'post' ? item.title : item.name;
}
