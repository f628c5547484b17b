import { createHash, randomBytes } from 'node:crypto';
import { Conflict, NotFound, PreconditionFailed, Unavailable } from '../../errors.ts';
import { type Input, isSame, merge, toInput, toInstant } from './input.ts';
import { isId, isPublic, type Stored, toFull } from './items.ts';
import { kinds } from './kinds.ts';
import { hashOf, publishedContent } from './published-content.ts';
import { type Change, type ContentRepository, type Found, type Part, Stale } from './repository.ts';
import type { ContentService, CreateOptions, Fields, Kind, Matches } from './service.ts';
import { isSlug, slugOfTitle } from './slugs.ts';
import { htmlMaker, type Renderer } from './stored-html.ts';

interface Options {
  renderer: Renderer;
  /** The language of the site (BCP 47), for the few words that the renderer adds. */
  language: () => Promise<string>;
  now: () => number;
}

/** How often other writers of the same item may be first. */
const maxAttempts = 10;
const previewMs = 7 * 24 * 60 * 60 * 1000;

/** Changes of an item that come from its text. */
interface FromText {
  item: Pick<Stored, 'textVersion' | 'media'>;
  fields: Stored['fields'];
  content: Change['content'];
}

export function contentService(
  repository: ContentRepository,
  { renderer, language, now: clock }: Options,
): ContentService {
  const now = () => new Date(clock()).toISOString();
  const maker = htmlMaker(renderer, language);

  async function read(
    kind: Kind,
    id: string | undefined,
    consistent: boolean,
    parts = textOf(kind),
  ) {
    const found = isId(id) ? await repository.read(kind, id, parts, { consistent }) : undefined;
    if (!found) throw new NotFound();
    return found;
  }

  /**
   * Calls `write` with the item, which `matches` accepts, and again if another write was first. Every write
   * notes whether readers have seen the present slug.
   */
  async function changing<T>(
    kind: Kind,
    id: string,
    matches: Matches,
    write: (found: Found) => Promise<T>,
    parts?: Part[],
  ): Promise<T> {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const { item, ...found } = await read(kind, id, true, parts);
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

  /** Writes the next version of an item. Without a change, it writes nothing. */
  async function save(
    before: Stored,
    changed: Stored,
    content?: Change['content'],
  ): Promise<Stored> {
    if (isSame(before, changed)) return before;
    const slugWasPublic = before.slugWasPublic && changed.slug === before.slug;
    const version = before.version + 1;
    const after = { ...changed, slugWasPublic, version, updatedAt: now() };
    return (await repository.save({ before, after, content })) ?? after;
  }

  /** Renders `text` for the version of the item that has it first. */
  async function fromText(kind: Kind, text: string | null, version: number): Promise<FromText> {
    if (text === null) return { item: { textVersion: 0, media: [] }, fields: {}, content: null };
    const { stored, words, media } = await maker.make(text, `body.${kinds[kind].text}`);
    const fields = kinds[kind].fromWords?.(words) ?? {};
    return { item: { textVersion: version, media }, fields, content: { text, html: stored } };
  }

  function newItem(kind: Kind, id: string, input: Input, publish: boolean): Stored {
    const instant = now();
    const fields = merge(kind, {}, input.fields, instant.slice(0, 10));
    return {
      ...{ kind, id, oldSlugs: [], slugWasPublic: false, version: 1, textVersion: 0, media: [] },
      slug: input.slug ?? slugOfTitle(`${fields[kinds[kind].title]}`, kind, id),
      state: publish ? 'published' : 'draft',
      ...{ createdAt: instant, updatedAt: instant, publishedAt: publish ? instant : null },
      fields,
    };
  }

  return {
    ...publishedContent(repository, maker, now),

    async find<K extends Kind>(kind: K, idOrSlug: string, isOwner: boolean) {
      const options = { consistent: isOwner };
      const id = isSlug(idOrSlug) ? await repository.resolve(kind, idOrSlug, options) : idOrSlug;
      const { item, text } = await read(kind, id, isOwner);
      if (!isOwner && !isPublic(item, now())) throw new NotFound();
      return toFull<K>(item, text, now());
    },

    async create<K extends Kind>(
      kind: K,
      body: Fields,
      { publish, idempotencyKey }: CreateOptions,
    ) {
      const { text = null, ...input } = toInput(kind, body);
      const id = newId(kind, idempotencyKey);
      const { item, fields, content } = await fromText(kind, text, 1);
      const created = { ...newItem(kind, id, input, publish), ...item };
      const after = { ...created, fields: { ...created.fields, ...fields } };
      const isSlugDerived = input.slug === undefined;
      try {
        const saved = (await repository.save({ after, content, isSlugDerived })) ?? after;
        return { item: toFull<K>(saved, text ?? undefined, now()), isNew: true };
      } catch (error) {
        if (!(error instanceof Stale || error instanceof Conflict)) throw error;
        const first = await repository.read(kind, id, textOf(kind), { consistent: true });
        if (!first) throw error instanceof Stale ? busy() : error;
        return { item: toFull<K>(first.item, first.text, now()), isNew: false };
      }
    },

    async update<K extends Kind>(kind: K, id: string, changes: Fields, matches: Matches) {
      const input = toInput(kind, changes);
      return changing(kind, id, matches, async ({ item: before, text }) => {
        const isNewText = input.text !== undefined && (input.text ?? undefined) !== text;
        const made = isNewText
          ? await fromText(kind, input.text ?? null, before.version + 1)
          : undefined;
        const given = { ...input.fields, ...made?.fields };
        const changed = {
          ...before,
          ...made?.item,
          slug: input.slug ?? before.slug,
          fields: merge(kind, before.fields, given, now().slice(0, 10)),
        };
        const saved = await save(before, changed, made?.content);
        return toFull<K>(saved, isNewText ? (input.text ?? undefined) : text, now());
      });
    },

    remove: (kind, id, matches) =>
      changing(
        kind,
        id,
        matches,
        async ({ item }) => void (await repository.save({ before: item })),
        [],
      ),

    async publish<K extends Kind>(kind: K, id: string, at: string | undefined, matches: Matches) {
      const chosen = at === undefined ? undefined : toInstant(at, clock());
      return changing(kind, id, matches, async ({ item, text }) => {
        const publishedAt = chosen ?? firstPublication(item, now()) ?? now();
        const saved = await save(item, { ...item, state: 'published', publishedAt });
        return toFull<K>(saved, text, now());
      });
    },

    async unpublish<K extends Kind>(kind: K, id: string, matches: Matches) {
      return changing(kind, id, matches, async ({ item, text }) => {
        const publishedAt = firstPublication(item, now());
        const saved = await save(item, { ...item, state: 'draft', publishedAt });
        return toFull<K>(saved, text, now());
      });
    },

    async createPreview(kind, id) {
      const token = randomBytes(16).toString('base64url');
      const expiresAt = Math.floor((clock() + previewMs) / 1000);
      const isThere =
        isId(id) && (await repository.putPreview(kind, id, { hash: hashOf(token), expiresAt }));
      if (!isThere) throw new NotFound();
      return { token, expiresAt: new Date(expiresAt * 1000).toISOString() };
    },

    async removePreview(kind, id) {
      if (!isId(id) || !(await repository.removePreview(kind, id))) throw new NotFound();
    },

    isMediaUsed: (name) => repository.isMediaUsed(name),
  };
}

/** Null if readers have not been able to see the item yet. */
function firstPublication({ publishedAt }: Stored, now: string): string | null {
  return publishedAt !== null && publishedAt <= now ? publishedAt : null;
}

function textOf(kind: Kind): Part[] {
  return kinds[kind].text ? ['text'] : [];
}

/** The same for the same key, so that a repeated create finds the item of the first. */
function newId(kind: Kind, idempotencyKey: string | undefined): string {
  const bytes =
    idempotencyKey === undefined
      ? randomBytes(12)
      : createHash('sha256').update(`${kind} ${idempotencyKey}`).digest();
  return `c_${bytes.toString('base64url').slice(0, 16)}`;
}

function busy(): Unavailable {
  return new Unavailable('The database', new Error('Other writers were always first'));
}
