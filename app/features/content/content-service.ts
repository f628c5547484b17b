import { Conflict, NotFound } from '../../errors.ts';
import { isSameToReaders, merge, toInput, toInstant } from './input.ts';
import { itemTransfer } from './item-transfer.ts';
import { busy, itemWriter } from './item-writer.ts';
import { isPublic, type Stored, toFull } from './items.ts';
import { newId, newItem } from './new-item.ts';
import { previewLinks } from './preview-links.ts';
import { publishedContent } from './published-content.ts';
import { type ContentRepository, Stale } from './repository.ts';
import type { ContentService, CreateOptions, Fields, Kind, Matches } from './service.ts';
import { isSlug } from './slugs.ts';
import { htmlMaker, type Renderer } from './stored-html.ts';

interface Options {
  renderer: Renderer;
  /** The language of the site (BCP 47), for the few words that the renderer adds; undefined if it is not known now. */
  language: () => Promise<string | undefined>;
  now: () => number;
}

export function contentService(
  repository: ContentRepository,
  { renderer, language, now: clock }: Options,
): ContentService {
  const now = () => new Date(clock()).toISOString();
  const maker = htmlMaker(renderer, language);
  const items = itemWriter(repository, maker, now);

  return {
    ...publishedContent(repository, maker, clock),
    ...previewLinks(repository, clock),
    ...itemTransfer(repository),
    isMediaUsed: (name) => repository.isMediaUsed(name),

    async find<K extends Kind>(kind: K, idOrSlug: string, isOwner: boolean) {
      const options = { consistent: isOwner };
      const id = isSlug(idOrSlug) ? await repository.resolve(kind, idOrSlug, options) : idOrSlug;
      const { item, text } = await items.read(kind, id, options);
      if (!isOwner && !isPublic(item, now())) throw new NotFound();
      return toFull<K>(item, text, now());
    },

    async create<K extends Kind>(kind: K, body: Fields, options: CreateOptions) {
      const input = toInput(kind, body);
      const text = input.text ?? undefined;
      const id = newId(kind, options.idempotencyKey);
      const { item, fields, content } = await items.write(kind, text ?? null, 1);
      const created = { ...newItem(kind, id, input, options.publish, now()), ...item };
      const after = { ...created, fields: { ...created.fields, ...fields } };
      try {
        const isSlugDerived = input.slug === undefined;
        const saved = await repository.save({ after, content, isSlugDerived });
        return { item: toFull<K>(saved, text, now()), isNew: true };
      } catch (error) {
        if (!(error instanceof Stale || error instanceof Conflict)) throw error;
        const first = await items.read(kind, id, { consistent: true }).catch(() => undefined);
        if (!first) throw error instanceof Stale ? busy() : error;
        return { item: toFull<K>(first.item, first.text, now()), isNew: false };
      }
    },

    async update<K extends Kind>(kind: K, id: string, changes: Fields, matches: Matches) {
      const input = toInput(kind, changes);
      return items.change<K>(kind, id, matches, async ({ item, text }) => {
        const slug = input.slug ?? item.slug;
        const fields = merge(kind, item.fields, input.fields, now());
        const next = input.text === undefined ? text : (input.text ?? undefined);
        if (next === text) {
          const updatedAt = isSameToReaders(item.fields, fields) ? item.updatedAt : now();
          return { item: { ...item, slug, fields, updatedAt }, text };
        }
        const written = await items.write(kind, next ?? null, item.version + 1);
        const allFields = { ...fields, ...written.fields };
        return {
          item: { ...item, slug, ...written.item, fields: allFields, updatedAt: now() },
          text: next,
          content: written.content,
        };
      });
    },

    async remove(kind, id, matches) {
      await items.withItem(kind, id, matches, ({ item }) => repository.remove(item), []);
    },

    async publish<K extends Kind>(kind: K, id: string, at: string | undefined, matches: Matches) {
      const chosen = at === undefined ? undefined : toInstant(at, clock());
      return items.change<K>(kind, id, matches, ({ item, text }) => {
        const publishedAt = chosen ?? firstPublication(item, now()) ?? now();
        // What was published elsewhere before has not changed since.
        const isOld = !item.slugWasPublic && publishedAt < item.updatedAt;
        const updatedAt = isOld ? publishedAt : item.updatedAt;
        return { item: { ...item, state: 'published', publishedAt, updatedAt }, text };
      });
    },

    async unpublish<K extends Kind>(kind: K, id: string, matches: Matches) {
      return items.change<K>(kind, id, matches, ({ item, text }) => {
        const publishedAt = firstPublication(item, now());
        return { item: { ...item, state: 'draft', publishedAt }, text };
      });
    },
  };
}

/** Null if readers have not been able to see the item yet. */
function firstPublication({ publishedAt }: Stored, now: string): string | null {
  return publishedAt !== null && publishedAt <= now ? publishedAt : null;
}
