import { isDeepStrictEqual, promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { Conflict, NotValid } from '../../errors.ts';
import { toInput } from './input.ts';
import { lists, type Stored } from './items.ts';
import { kinds } from './kinds.ts';
import { type ContentRepository, type Found, Stale } from './repository.ts';
import type { ContentTransfer, ExportedItem, Fields, Kind, Term } from './service.ts';
import { fold, type TermKind, termsIn } from './terms.ts';

/** Items of one reading. */
const maxItems = 25;
const consistent = { consistent: true };
const compress = promisify(brotliCompress);
/** No renderer has this name: the first reader renders the text. */
const notRendered = 'none';

/** Items as they leave the table and come back. */
export function itemTransfer(repository: ContentRepository): ContentTransfer {
  const partsOf = (kind: Kind) =>
    kinds[kind].text ? (['text', 'views'] as const) : (['views'] as const);

  async function read(kind: Kind, id: string): Promise<ExportedItem | undefined> {
    const found = await repository.read(kind, id, [...partsOf(kind)], consistent);
    if (!found) return undefined;
    const own = found.item.oldSlugs.length > 0 && (await repository.ownOldSlugs(found.item));
    return toExported({ ...found, item: { ...found.item, oldSlugs: own || [] } });
  }

  /** Why an item whose id is free cannot come back. */
  async function refusal(kind: Kind, slug: string): Promise<string | undefined> {
    const id = await repository.resolve(kind, slug, consistent);
    const owner = id && (await repository.read(kind, id, [], consistent));
    return owner && owner.item.slug === slug ? taken : undefined;
  }

  async function add(kind: Kind, exported: ExportedItem): Promise<string | undefined> {
    const { item, text } = toStored(kind, exported);
    const html = { compressed: await compress(''), renderer: notRendered };
    const content = text === undefined ? undefined : { text, html };
    const { views } = exported;
    try {
      await repository.save({ after: item, content, restores: { ...(views && { views }) } });
      return undefined;
    } catch (error) {
      if (error instanceof Conflict) return taken;
      if (error instanceof Stale) return 'was written by somebody else at the same time';
      throw error;
    }
  }

  return {
    async exportItems(kind, status, { after, room }) {
      const list = lists[status === 'draft' ? 'drafts' : 'published'](kind);
      const below = after === undefined ? {} : { below: after };
      const entries = repository.entries(list, below, maxItems, consistent);
      const items: ExportedItem[] = [];
      let size = 0;
      let last: string | undefined;
      for await (const { id, sk } of entries) {
        if (items.length === maxItems || size > room) return { items, after: last };
        const item = await read(kind, id);
        if (item) items.push(item);
        size += item ? JSON.stringify(item).length : 0;
        last = sk;
      }
      return { items };
    },

    async exportTerms() {
      const all = (['category', 'tag'] as const).map(async (of) => {
        const terms = await repository.terms(of, consistent);
        return terms.map(({ name, slug }) => ({ of, name, slug }));
      });
      return (await Promise.all(all)).flat();
    },

    async restore(kind, exported, isPlan) {
      // Throws for what no schema can state, before anything is written.
      const { item } = toStored(kind, exported);
      const existing = await read(kind, item.id);
      if (existing) {
        const isSame = isDeepStrictEqual(comparable(existing), comparable(exported));
        return isSame ? { done: 'unchanged' } : { refused: 'is there already, and differs' };
      }
      const refused = isPlan ? await refusal(kind, item.slug) : await add(kind, exported);
      return refused === undefined ? { done: 'added' } : { refused };
    },

    check: (kind, exported) => void toStored(kind, exported),

    async spell(terms, isPlan) {
      const known = {
        category: await repository.terms('category', consistent),
        tag: await repository.terms('tag', consistent),
      };
      const different = terms.filter(({ of, name }) =>
        known[of].some((one) => one.fold === fold(name) && one.name !== name),
      );
      if (isPlan) return different.length;
      for (const { of, name } of different) {
        const { slug } = known[of].find((one) => one.fold === fold(name)) ?? { slug: '' };
        await repository.spell(of, { name, slug });
      }
      return different.length;
    },
  };

  function toStored(kind: Kind, exported: ExportedItem): { item: Stored; text?: string } {
    const { id, slug, oldSlugs, slugWasPublic, status, createdAt, updatedAt } = exported;
    const { publishedAt, version, media, views: _, ...rest } = exported;
    const { readTime, ...fields } = rest as Fields;
    const names = withTerms(kind, fields, (terms) => terms.map(({ name }) => name));
    const input = toInput(kind, { slug, ...names });
    const { text } = input;
    if (status === 'published' && publishedAt === null) {
      throw new NotValid('publishedAt', 'is required for what is published');
    }
    const item: Stored = {
      ...{ kind, id, slug, oldSlugs, slugWasPublic, state: status, createdAt, updatedAt },
      ...{ publishedAt, version, media },
      textVersion: typeof text === 'string' ? version : 0,
      fields: {
        ...input.fields,
        ...termsAsSent(kind, input.fields, fields),
        ...(readTime !== undefined && { readTime }),
      },
    };
    return { item, ...(typeof text === 'string' && { text }) };
  }
}

const taken = 'has the slug of another item';

function toExported({ item, text, views }: Found): ExportedItem {
  const { kind, state, textVersion: _, fields, ...common } = item;
  const { text: field } = kinds[kind];
  return {
    ...{ ...common, status: state, ...fields },
    ...(field && text !== undefined && { [field]: text }),
    ...(views && { views }),
  };
}

/** What two exports of one item have in common, whatever else is on the site. */
function comparable({ views: _, oldSlugs: _old, ...item }: ExportedItem): object {
  const { category, tags, ...rest } = item as Fields;
  const names = [category, tags].map((field) => termsIn(field).map(({ name }) => name));
  return { ...rest, names };
}

function withTerms(kind: Kind, fields: Fields, change: (terms: Term[]) => string[]): Fields {
  const changed = { ...fields };
  for (const field of Object.values(kinds[kind].terms)) {
    const names = change(termsIn(fields[field]));
    changed[field] = Array.isArray(fields[field]) ? names : names[0];
  }
  return changed;
}

/** The terms of `fields` with the slugs that they were sent with. */
function termsAsSent(kind: Kind, fields: Fields, sent: Fields): Fields {
  const entries = (Object.entries(kinds[kind].terms) as [TermKind, string][]).map(([, field]) => {
    const slugs = new Map(termsIn(sent[field]).map(({ name, slug }) => [fold(name), slug]));
    const terms = termsIn(fields[field]).map((term) => ({
      ...term,
      slug: slugs.get(fold(term.name)) ?? term.slug,
    }));
    return [field, Array.isArray(fields[field]) ? terms : terms[0]];
  });
  return Object.fromEntries(entries);
}
