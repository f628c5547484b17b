import type { Days } from '../../days/day.ts';
import { openDays } from '../../days/open-days.ts';
import { NotFound } from '../../errors.ts';
import type { ContentService, Kind, Summaries } from '../content/service.ts';
import type { Reason } from '../visitors/repository.ts';
import { excludes, type Screened } from '../visitors/service.ts';
import type { Item, ViewRepository } from './repository.ts';
import type { CountView, Viewer } from './view-counter.ts';

export interface Viewed {
  contentId: string;
  slug: string;
  title: string;
  views: number;
}

interface Options {
  repository: ViewRepository;
  count: CountView;
  /** The days of the visitors, which are those of the views. */
  visitors: Days;
  content: Pick<ContentService, 'list'>;
}

/** Time limit for all database calls of one request together. */
const limitMs = 1500;
const pageSize = 100;
const kinds: Kind[] = ['post', 'project', 'certification'];

export type ViewService = ReturnType<typeof viewService>;

/** Views of what is published. All methods throw `Unavailable` when the database fails. */
export function viewService({ repository, count, visitors, content }: Options) {
  const days = openDays(visitors);
  const timeLimit = () => AbortSignal.timeout(limitMs);

  /** @throws {NotFound} unless readers can see the item */
  async function published(item: Item, signal: AbortSignal): Promise<void> {
    if (!(await repository.isPublished(item, signal))) throw new NotFound();
  }

  async function top(kind: Kind, limit: number): Promise<Viewed[]> {
    const signal = timeLimit();
    const views = await repository.views(kind, signal);
    const most = [...views].sort(([, a], [, b]) => b - a).slice(0, limit);
    const ids = most.map(([id]) => id);
    const summaries = await repository.summaries(kind, ids, signal);
    return most.flatMap(([id, number]) => {
      const item = summaries.get(id);
      return item ? [viewed(item, number)] : [];
    });
  }

  return {
    /** Counts a view once for each visitor and day, or says why not. @throws {NotFound} */
    async track(
      item: Item,
      request: Viewer & Screened,
      signal = timeLimit(),
    ): Promise<{ reason?: Reason | undefined }> {
      await published(item, signal);
      const excluded = excludes(request);
      if (excluded) return { reason: excluded };
      const outcome = await count(item, request, days, signal);
      return { ...(outcome !== 'counted' && { reason: outcome }) };
    },

    /** @throws {NotFound} */
    async of(item: Item, signal = timeLimit()): Promise<number> {
      await published(item, signal);
      return repository.viewsOf(item, signal);
    },

    /**
     * Of all items that are published, or were and have views; most views first. Cost: that of `views`, and of all
     * pages of the lists of the kind.
     */
    async ofKind(kind: Kind): Promise<Viewed[]> {
      const views = await repository.views(kind, timeLimit());
      const found: Viewed[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = { limit: pageSize, ...(cursor && { cursor }) };
        const { items, nextCursor } = await content.list(kind, { status: 'all', ...page });
        const shown = items.filter(({ id, status }) => status === 'published' || views.has(id));
        found.push(...shown.map((item) => viewed(item, views.get(item.id) ?? 0)));
        cursor = nextCursor;
      }
      return found.sort((a, b) => b.views - a.views);
    },

    /** The `limit` items of each kind that have most views. Cost: that of `views`, and of so many items. */
    async top(limit: number): Promise<Record<Kind, Viewed[]>> {
      const all = await Promise.all(kinds.map(async (kind) => [kind, await top(kind, limit)]));
      return Object.fromEntries(all);
    },

    async total(): Promise<number> {
      const signal = timeLimit();
      const all = await Promise.all(kinds.map((kind) => repository.views(kind, signal)));
      const numbers = all.flatMap((views) => [...views.values()]);
      return numbers.reduce((sum, views) => sum + views, 0);
    },
  };
}

function viewed(item: Summaries[Kind], views: number): Viewed {
  const title = item.kind === 'post' ? item.title : item.name;
  return { contentId: item.id, slug: item.slug, title, views };
}
