import { NotFound, PreconditionFailed, Unavailable } from '../../errors.ts';
import { isSame } from './input.ts';
import { isId, isPublic, type Stored, toFull } from './items.ts';
import { kinds } from './kinds.ts';
import { type Change, type ContentRepository, type Found, type Part, Stale } from './repository.ts';
import type { Full, Kind, Matches } from './service.ts';
import type { HtmlMaker } from './stored-html.ts';

/** How often other writers of the same item may be first. */
const maxAttempts = 10;

/** What a text, or its absence, brings to an item. */
interface Written {
  item: Pick<Stored, 'textVersion' | 'media'>;
  fields: Stored['fields'];
  content: Change['content'];
}

/** An item as a write is to leave it. */
interface Next {
  item: Stored;
  text: string | undefined;
  content?: Change['content'];
}

/** Reads items and writes their next versions. */
export function itemWriter(repository: ContentRepository, maker: HtmlMaker, now: () => string) {
  const withText = (kind: Kind): Part[] => (kinds[kind].text ? ['text'] : []);

  /** @throws {NotFound} */
  async function read(
    kind: Kind,
    id: string | undefined,
    options: { consistent: boolean; parts?: Part[] },
  ): Promise<Found> {
    const { parts = withText(kind) } = options;
    const found = isId(id) ? await repository.read(kind, id, parts, options) : undefined;
    if (!found) throw new NotFound();
    return found;
  }

  /**
   * Calls `write` with the item, if `matches` accepts its version, and again if another write was first.
   * @throws {NotFound}, {PreconditionFailed}
   */
  async function withItem<T>(
    kind: Kind,
    id: string,
    matches: Matches,
    write: (found: Found) => Promise<T>,
    parts = withText(kind),
  ): Promise<T> {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const { item, ...found } = await read(kind, id, { consistent: true, parts });
      if (!matches(item.version)) throw new PreconditionFailed();
      const slugWasPublic = item.slugWasPublic || isPublic(item, now());
      try {
        return await write({ ...found, item: { ...item, slugWasPublic } });
      } catch (error) {
        if (!(error instanceof Stale)) throw error;
      }
    }
    throw busy();
  }

  return {
    read,
    withItem,

    /** Writes what `next` makes of the item. Without a change, it writes nothing. */
    change<K extends Kind>(
      kind: K,
      id: string,
      matches: Matches,
      next: (found: Found) => Next | Promise<Next>,
    ): Promise<Full<K>> {
      return withItem(kind, id, matches, async (found) => {
        const { item: before } = found;
        const { item, text, content } = await next(found);
        if (isSame(before, item)) return toFull<K>(before, text, now());
        const after = { ...item, version: before.version + 1 };
        const saved = await repository.save({ before, after, content });
        return toFull<K>(saved, text, now());
      });
    },

    /** Renders `text` for the version that is its first. @throws {NotValid} */
    async write(kind: Kind, text: string | null, version: number): Promise<Written> {
      if (text === null) return { item: { textVersion: 0, media: [] }, fields: {}, content: null };
      const { stored, words, media } = await maker.make(text, `body.${kinds[kind].text}`);
      const fields = kinds[kind].fromWords?.(words) ?? {};
      return { item: { textVersion: version, media }, fields, content: { text, html: stored } };
    },
  };
}

export function busy(): Unavailable {
  return new Unavailable('The database', new Error('Other writers were always first'));
}
