/** What the owner writes. `kinds.ts` has a descriptor of each kind. */
export type Kind = 'post' | 'project' | 'certification';

/** What all kinds have. Instants are ISO 8601 in UTC. */
export interface Common {
  /** `c_` and 16 characters of base64url, a shape that no slug has. */
  id: string;
  slug: string;
  /** `scheduled`: published at an instant that has not come yet. */
  status: 'draft' | 'scheduled' | 'published';
  createdAt: string;
  /**
   * Of the last change of the text or of a field that readers see. Not of publishing; an item whose first
   * publication is set to an earlier instant has that one.
   */
  updatedAt: string;
  /** Of the first publication; kept when the item is unpublished. Null if readers have never seen it. */
  publishedAt: string | null;
  version: number;
}

/** A category or a tag, with its address below `/blog/category/` or `/blog/tag/`. */
export interface Term {
  name: string;
  slug: string;
}

export interface PostSummary extends Common {
  kind: 'post';
  title: string;
  category: Term;
  tags: Term[];
  excerpt?: string;
  canonicalUrl?: string;
  origin?: { path: string; hash: string };
  /** Whole minutes. */
  readTime: number;
}

export interface ProjectSummary extends Common {
  kind: 'project';
  name: string;
  description: string;
  tech: string[];
  company?: string;
  featured: boolean;
  githubUrl?: string;
  liveUrl?: string;
  /** Path of a file of ours: `/media/…`. */
  image?: string;
}

export interface CertificationSummary extends Common {
  kind: 'certification';
  name: string;
  issuer: string;
  type: 'certification' | 'course';
  /** `YYYY-MM-DD`. */
  dateEarned: string;
  icon?: string;
  featured: boolean;
  description?: string;
  credentialUrl?: string;
}

export interface Summaries {
  post: PostSummary;
  project: ProjectSummary;
  certification: CertificationSummary;
}

/** `scheduled` items of `publishedAt` in the past are published: there is no job. */
export type StatusFilter = 'published' | 'draft' | 'scheduled' | 'all';

export interface ListQuery {
  status: StatusFilter;
  /** Slugs of terms. */
  category?: string;
  tag?: string;
  featured?: boolean;
  type?: CertificationSummary['type'];
  /** 1–100. */
  limit: number;
  cursor?: string;
}

export interface List<K extends Kind> {
  items: Summaries[K][];
  nextCursor: string | null;
}

/** An item with its text as HTML, which is safe to put into a page as it is. Empty for certifications. */
export interface RenderedItem<K extends Kind> {
  item: Summaries[K];
  html: string;
}

/** What a page at a slug shows: the item, or where it has moved to. */
export type PageOf<K extends Kind> =
  | ({ found: 'item' } & RenderedItem<K>)
  | { found: 'moved'; slug: string };

/**
 * What the pages read. Nothing that is not published now can be found here, but by `preview`, and by `list`
 * with the statuses that only the owner may ask for. All methods throw `Unavailable` when the table fails.
 * Costs are those of docs/data-model.md, in read units for each started 4 KB.
 */
export interface PublishedContent {
  /**
   * Newest first. A page of a list is full unless it is the last. Cost: one query; half a unit for the
   * summaries of the page, one for the owner's. Two queries for `all`. Where filters are combined, or apply to
   * drafts or to scheduled certifications, it also reads the summaries that do not match.
   * @throws {NotValid} unless the cursor is one of this list
   */
  list<K extends Kind>(kind: K, query: ListQuery): Promise<List<K>>;
  /**
   * Undefined for drafts, scheduled, unpublished, deleted and unknown items alike. Cost: two round trips; half
   * a unit for the slug, the item and its compressed HTML each. More when the renderer has changed.
   */
  page<K extends 'post' | 'project'>(kind: K, slug: string): Promise<PageOf<K> | undefined>;
  /** The Markdown of a published item. Undefined for a former slug. Cost: as `page`, for the text. */
  markdown(kind: 'post', slug: string): Promise<string | undefined>;
  /** The HTML of each of `items` that has some, by id. Cost: one round trip; half a unit each. */
  html<K extends Kind>(kind: K, items: Summaries[K][]): Promise<Map<string, string>>;
  /**
   * Categories or tags with published posts, by name. Cost: two queries at the same time; half a unit for all
   * terms, and for the summaries of scheduled posts.
   */
  terms(of: 'category' | 'tag'): Promise<(Term & { count: number })[]>;
  /**
   * A draft, by the token of its preview link. Undefined if the token is wrong, expired or revoked. Cost: one
   * round trip; half a unit for the link, the item and its compressed HTML each.
   */
  preview<K extends Kind>(kind: K, id: string, token: string): Promise<RenderedItem<K> | undefined>;
}

/** An item with its Markdown: `content` of a post, `longDescription` of a project. */
export type Full<K extends Kind> = Summaries[K] & { content?: string; longDescription?: string };

/**
 * The fields of a request body, checked by the schemas of the routes. In an update, a field that is left out
 * stays, and `null` clears an optional one.
 */
export type Fields = Record<string, unknown>;

/** Whether a write may go on at this version of the item: `If-Match`. */
export type Matches = (version: number) => boolean;

/** An item as an export has it: with its text and the fields of its kind, and terms with their slugs. */
export interface ExportedItem {
  id: string;
  slug: string;
  /** Former slugs that no other item has taken over. */
  oldSlugs: string[];
  /** Whether readers were able to see the item at `slug` before its last change. */
  slugWasPublic: boolean;
  status: 'draft' | 'published';
  createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
  version: number;
  /** Names of the own images in the text. */
  media: string[];
  /** Of all days up to `lastDay`, if it has some. */
  views?: { views: number; lastDay: string };
}

export interface SpelledTerm extends Term {
  of: 'category' | 'tag';
}

export type Restored = { done: 'added' | 'unchanged' } | { refused: string };

/** Content on its way out of the table and back. All methods throw `Unavailable` when the table fails. */
export interface ContentTransfer {
  /**
   * The items of a status, newest first: at most 25, and not many more bytes than `room`. `after` is for the next
   * ones. Cost: a read unit per 4 KB of each item, its text and its views, and for each of its former slugs.
   */
  exportItems(
    kind: Kind,
    status: 'draft' | 'published',
    options: { after?: string | undefined; room: number },
  ): Promise<{ items: ExportedItem[]; after?: string | undefined }>;
  exportTerms(): Promise<SpelledTerm[]>;
  /** @throws {NotValid} for what no schema can state */
  check(kind: Kind, item: ExportedItem): void;
  /**
   * Writes an item that does not exist, or says that it would. Never changes one that exists. Its text is rendered
   * for its first reader. Cost: as `create`, without rendering. @throws {NotValid}
   */
  restore(kind: Kind, item: ExportedItem, isPlan: boolean): Promise<Restored>;
  /** Gives terms in use the spelling of the export. How many it changes. Cost: a write unit each. */
  spell(terms: SpelledTerm[], isPlan: boolean): Promise<number>;
}

export interface CreateOptions {
  publish: boolean;
  /** A create with a key that an item of this kind was created with returns that item. */
  idempotencyKey?: string;
}

/**
 * What the API offers. Writes throw `NotFound` for unknown ids, `PreconditionFailed` (412) unless `matches`
 * allows the version, and `NotValid` (400) for what no schema can state. A write that changes nothing keeps
 * the version. Before it writes, a call reads the item and its text, for one read unit per started 4 KB each; it
 * writes in one transaction, for two write units per started KB of each item of the table. Changed terms of a
 * published post cost one read unit per 4 KB of all terms.
 */
export interface ContentService extends PublishedContent, ContentTransfer {
  /**
   * Finds drafts and scheduled items for the owner only. A former slug finds its item as well. Cost: half a
   * read unit per started 4 KB of the item and of its text, and for the slug; twice that for the owner.
   * @throws {NotFound}
   */
  find<K extends Kind>(kind: K, idOrSlug: string, isOwner: boolean): Promise<Full<K>>;
  /**
   * Writes the item, its text and HTML, its slug, and an entry in each of its lists; if it is published, also
   * its terms.
   * @throws {Conflict} (409) if another item has the slug that the owner chose
   */
  create<K extends Kind>(
    kind: K,
    fields: Fields,
    options: CreateOptions,
  ): Promise<{ item: Full<K>; isNew: boolean }>;
  /** Writes the item, its entries, and what has changed of the rest. @throws {Conflict} as `create` */
  update<K extends Kind>(kind: K, id: string, changes: Fields, matches: Matches): Promise<Full<K>>;
  /**
   * Takes slugs, list entries, the preview link, the counts of terms and the views along, for what writing them
   * cost.
   */
  remove(kind: Kind, id: string, matches: Matches): Promise<void>;
  /**
   * Publishes at `publishedAt`, which may be in the future, or in the past for what was published elsewhere
   * before. Without it, at the first publication's instant or, for what readers have not seen yet, now.
   * Idempotent. Writes the item, its terms, and an entry in each list that it leaves or enters.
   */
  publish<K extends Kind>(
    kind: K,
    id: string,
    publishedAt: string | undefined,
    matches: Matches,
  ): Promise<Full<K>>;
  /** A scheduled item forgets its instant. Idempotent. Writes what `publish` writes. */
  unpublish<K extends Kind>(kind: K, id: string, matches: Matches): Promise<Full<K>>;
  /** Replaces the item's preview link, if it has one. Cost: four write units. */
  createPreview(kind: Kind, id: string): Promise<{ token: string; expiresAt: string }>;
  /** Cost: four write units. */
  removePreview(kind: Kind, id: string): Promise<void>;
  /**
   * Whether a published or scheduled item shows the image: `0123456789abcdef-640x480.webp`. Cost: a
   * query; one read unit per 4 KB of the names of all images that are used.
   */
  isMediaUsed(name: string): Promise<boolean>;
}
