import { kinds } from './kinds.ts';
import type { Fields, Full, Kind, Summaries } from './service.ts';
import type { TermKind } from './terms.ts';

/** What the table has of an item, without its text. */
export interface Stored {
  kind: Kind;
  id: string;
  slug: string;
  /** Former slugs that were public, newest first. Another item may have taken some of them over. */
  oldSlugs: string[];
  /** Whether readers were able to see the item at `slug` before the last write. */
  slugWasPublic: boolean;
  /** `published` includes what is published in the future. */
  state: 'draft' | 'published';
  createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
  version: number;
  /** The version that wrote the text; 0 if there is none. */
  textVersion: number;
  /** Names of the own images that the text shows. */
  media: string[];
  /** The kind's own fields, without the text. */
  fields: Fields;
}

/** A copy of an item's summary in a list, at `sk`. */
export type Entry = Omit<Stored, 'oldSlugs' | 'slugWasPublic' | 'textVersion' | 'media'> & {
  pk: string;
  sk: string;
};

const idShape = /^c_[\w-]{16}$/;

export function isId(text: string | undefined): text is string {
  return text !== undefined && idShape.test(text);
}

export const contentKeys = {
  item: (kind: Kind, id: string) => ({ pk: `${kind.toUpperCase()}#${id}`, sk: 'ITEM' }),
  text: (kind: Kind, id: string) => ({ pk: `${kind.toUpperCase()}#${id}`, sk: 'TEXT' }),
  html: (kind: Kind, id: string) => ({ pk: `${kind.toUpperCase()}#${id}`, sk: 'HTML' }),
  preview: (kind: Kind, id: string) => ({ pk: `${kind.toUpperCase()}#${id}`, sk: 'PREVIEW' }),
  slug: (kind: Kind, slug: string) => ({ pk: `SLUG#${kind}`, sk: `${slug}` }),
  entry: (list: string, position: string) => ({ pk: `LIST#${list}`, sk: `${position}` }),
  term: (of: TermKind, slug: string) => ({ pk: `TERMS#${of}`, sk: `${slug}` }),
  /** Sums of views. */
  views: (kind: Kind, id: string) => ({ pk: `CONTENT_VIEWS#${kind}`, sk: `${id}` }),
  media: (kind: Kind, id: string) => ({ pk: 'MEDIA', sk: `${kind.toUpperCase()}#${id}` }),
};

/** The lists of a kind: one of drafts, one of what is published, and one for each value of each filter. */
export const lists = {
  drafts: (kind: Kind) => `${kind}#draft`,
  published: (kind: Kind) => `${kind}#published`,
  filtered: (kind: Kind, filter: string, value: string) => `${kind}#${filter}#${value}`,
};

/** Where an item is in its lists: sorted as text, positions are in chronological order. */
export function positionOf({ kind, id, state, createdAt, publishedAt, fields }: Stored): string {
  const { sortedBy } = kinds[kind];
  const instant = state === 'draft' ? createdAt : publishedAt;
  return `${sortedBy ? fields[sortedBy] : instant}#${id}`;
}

/** After all positions of `instant`. */
export function afterInstant(instant: string): string {
  return `${instant}#~`;
}

/** The entries of an item: the same copy in each list that has it. */
export function entriesOf(item: Stored): Entry[] {
  const { oldSlugs: _, slugWasPublic: _public, textVersion: _text, media: _media, ...copy } = item;
  const position = positionOf(item);
  return listsOf(item).map((list) => ({ ...contentKeys.entry(list, position), ...copy }));
}

function listsOf({ kind, state, fields }: Stored): string[] {
  if (state === 'draft') return [lists.drafts(kind)];
  const filters = Object.entries(kinds[kind].filters);
  return [
    lists.published(kind),
    ...filters.flatMap(([filter, valuesOf]) =>
      valuesOf(fields).map((value) => lists.filtered(kind, filter, value)),
    ),
  ];
}

export function isPublic(
  { state, publishedAt }: Pick<Stored, 'state' | 'publishedAt'>,
  now: string,
) {
  return state === 'published' && publishedAt !== null && publishedAt <= now;
}

/** The kind says which fields there are; whoever wrote them has checked them. */
export function toSummary<K extends Kind>(item: Stored | Entry, now: string): Summaries[K] {
  const { kind, id, slug, state, createdAt, updatedAt, publishedAt, version, fields } = item;
  const status = state === 'draft' || isPublic(item, now) ? state : 'scheduled';
  const common = { kind, id, slug, status, createdAt, updatedAt, publishedAt, version };
  return { ...common, ...fields } as unknown as Summaries[K];
}

export function toFull<K extends Kind>(
  item: Stored,
  text: string | undefined,
  now: string,
): Full<K> {
  const field = kinds[item.kind].text;
  return { ...toSummary<K>(item, now), ...(field && text !== undefined && { [field]: text }) };
}

/** The names of all own images that an item shows: those of its text, and a project's `/media/…`. */
export function mediaOf({ media, fields: { image } }: Stored): string[] {
  return typeof image === 'string' ? [...media, image.slice(image.lastIndexOf('/') + 1)] : media;
}
