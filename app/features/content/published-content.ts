import { createHash, timingSafeEqual } from 'node:crypto';
import { forEach } from '../../distinct/for-each.ts';
import { afterInstant, isId, isPublic, lists, type Stored, toSummary } from './items.ts';
import { kinds } from './kinds.ts';
import { listPage } from './list-page.ts';
import type { ContentRepository, Found, Part, StoredHtml } from './repository.ts';
import type { Fields, Kind, PublishedContent, RenderedItem, Term } from './service.ts';
import { isSlug } from './slugs.ts';
import { type htmlMaker, unpack } from './stored-html.ts';

/** Texts of one page that are rendered at a time after the renderer changed. */
const concurrency = 4;

type Maker = ReturnType<typeof htmlMaker>;

const eventually = { consistent: false };

export function publishedContent(
  repository: ContentRepository,
  maker: Maker,
  now: () => string,
): PublishedContent {
  /** Readers of one process that wait for the same text share its rendering. */
  const healing = new Map<string, Promise<{ item: Stored; html: string } | undefined>>();

  /**
   * The item with HTML that the present renderer made of its text. Writes it back, unless another reader was
   * first. Cost: two read units per started 4 KB of text; a write unit per KB of compressed HTML.
   */
  async function heal(kind: Kind, id: string) {
    const found = await repository.read(kind, id, ['text', 'html'], { consistent: true });
    if (!found?.html || found.text === undefined) return undefined;
    const { item, text, html: old } = found;
    if (await maker.isCurrent(old)) return { item, html: await unpack(old) };
    const html = await maker.makeAgain(text);
    // The page does not wait for a table that takes no writes.
    await repository.replaceHtml(item, old, html).catch(() => false);
    return { item, html: await unpack(html) };
  }

  function healOnce(kind: Kind, id: string) {
    const running = healing.get(id) ?? heal(kind, id).finally(() => healing.delete(id));
    healing.set(id, running);
    return running;
  }

  async function htmlOf(kind: Kind, id: string, html: StoredHtml): Promise<string> {
    if (await maker.isCurrent(html)) return unpack(html);
    return (await healOnce(kind, id))?.html ?? '';
  }

  async function rendered<K extends Kind>({ item, html }: Found): Promise<RenderedItem<K>> {
    const { kind, id } = item;
    if (!html) return { item: toSummary<K>(item, now()), html: '' };
    if (await maker.isCurrent(html)) {
      return { item: toSummary<K>(item, now()), html: await unpack(html) };
    }
    const healed = (await healOnce(kind, id)) ?? { item, html: '' };
    return { item: toSummary<K>(healed.item, now()), html: healed.html };
  }

  /** An item that is public now, by its present slug or a former one. */
  async function publicItem(kind: Kind, slug: string, parts: Part[]): Promise<Found | undefined> {
    const id = isSlug(slug) ? await repository.resolve(kind, slug, eventually) : undefined;
    const found = id === undefined ? undefined : await repository.read(kind, id, parts, eventually);
    return found && isPublic(found.item, now()) ? found : undefined;
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
      const found = await repository.html(kind, ids);
      const all = await forEach([...found], concurrency, async ([id, html]) => {
        return [id, await htmlOf(kind, id, html)] as const;
      });
      return new Map(all);
    },

    async terms(of) {
      const scheduled = new Map<string, number>();
      const future = repository.entries(
        lists.published('post'),
        { above: afterInstant(now()) },
        100,
        eventually,
      );
      const field = kinds.post.terms[of] as keyof Fields;
      const known = repository.terms(of, eventually);
      for await (const { fields } of future) {
        for (const { slug } of [fields[field]].flat() as Term[]) {
          scheduled.set(slug, (scheduled.get(slug) ?? 0) + 1);
        }
      }
      return (await known)
        .map(({ name, slug, count }) => ({ name, slug, count: count - (scheduled.get(slug) ?? 0) }))
        .filter(({ count }) => count > 0)
        .sort((a, b) => a.name.localeCompare(b.name));
    },

    async preview(kind, id, token) {
      const parts: Part[] = kinds[kind].text ? ['preview', 'html'] : ['preview'];
      const found = isId(id) ? await repository.read(kind, id, parts, eventually) : undefined;
      if (!found?.preview) return undefined;
      const { hash, expiresAt } = found.preview;
      if (Date.parse(now()) >= expiresAt * 1000) return undefined;
      return timingSafeEqual(hash, hashOf(token)) ? rendered(found) : undefined;
    },
  };
}

export function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
