import { forEach } from '../../distinct/for-each.ts';
import { healer } from './healer.ts';
import { afterInstant, isId, isPublic, lists, type Stored, toSummary } from './items.ts';
import { kinds } from './kinds.ts';
import { listPage } from './list-page.ts';
import { opens } from './preview-links.ts';
import type { ContentRepository, Found, Part, StoredHtml } from './repository.ts';
import type { Kind, PublishedContent, RenderedItem } from './service.ts';
import { isSlug } from './slugs.ts';
import { type HtmlMaker, unpack } from './stored-html.ts';
import { type TermKind, termsIn } from './terms.ts';

/** Texts of one page that are rendered at a time after the renderer changed. */
const concurrency = 4;

/** Scheduled posts that one query reads. */
const firstScheduled = 100;

const eventually = { consistent: false };

export function publishedContent(
  repository: ContentRepository,
  maker: HtmlMaker,
  clock: () => number,
): PublishedContent {
  const now = () => new Date(clock()).toISOString();
  const healed = healer(repository, maker);

  /** The HTML and, if it had to be made, the item that it is of. */
  async function htmlOf(
    kind: Kind,
    id: string,
    stored: StoredHtml,
  ): Promise<{ item?: Stored; html: string }> {
    if (await maker.isCurrent(stored)) return { html: await unpack(stored) };
    return (await healed(kind, id)) ?? { html: '' };
  }

  async function rendered<K extends Kind>(found: Found): Promise<RenderedItem<K>> {
    const { kind, id } = found.item;
    const made = found.html ? await htmlOf(kind, id, found.html) : { html: '' };
    const { item, html } = { item: found.item, ...made };
    return { item: toSummary<K>(item, now()), html };
  }

  /** An item that is public now, by its present slug or a former one. */
  async function publicItem(kind: Kind, slug: string, parts: Part[]): Promise<Found | undefined> {
    const id = isSlug(slug) ? await repository.resolve(kind, slug, eventually) : undefined;
    const found = id === undefined ? undefined : await repository.read(kind, id, parts, eventually);
    return found && isPublic(found.item, now()) ? found : undefined;
  }

  /** How many scheduled posts have each term, by its slug. */
  async function scheduled(of: TermKind): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    const future = { above: afterInstant(now()) };
    const entries = repository.entries(lists.published('post'), future, firstScheduled, eventually);
    for await (const { fields } of entries) {
      for (const { slug } of termsIn(fields[kinds.post.terms[of] ?? ''])) {
        counts.set(slug, (counts.get(slug) ?? 0) + 1);
      }
    }
    return counts;
  }

  return {
    list: (kind, query) => listPage(repository, kind, query, now()),

    async page(kind, slug) {
      const found = await publicItem(kind, slug, ['html']);
      if (!found) return undefined;
      if (found.item.slug !== slug) return { found: 'moved', slug: found.item.slug };
      return { found: 'item', ...(await rendered(found)) };
    },

    async markdown(kind, slug) {
      const found = await publicItem(kind, slug, ['text']);
      return found?.item.slug === slug ? found.text : undefined;
    },

    async html(kind, items) {
      const ids = kinds[kind].text ? items.map(({ id }) => id) : [];
      const stored = [...(await repository.html(kind, ids))];
      const pairs = await forEach(stored, concurrency, async ([id, html]) => {
        return [id, (await htmlOf(kind, id, html)).html] as const;
      });
      return new Map(pairs);
    },

    async terms(of) {
      const [all, later] = await Promise.all([repository.terms(of, eventually), scheduled(of)]);
      return all
        .map(({ name, slug, count }) => ({ name, slug, count: count - (later.get(slug) ?? 0) }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => a.name.localeCompare(b.name));
    },

    async preview(kind, id, token) {
      const parts: Part[] = kinds[kind].text ? ['preview', 'html'] : ['preview'];
      const found = isId(id) ? await repository.read(kind, id, parts, eventually) : undefined;
      if (!found?.preview || !opens(found.preview, token, clock())) return undefined;
      return rendered(found);
    },
  };
}
