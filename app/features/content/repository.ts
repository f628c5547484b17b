import type { Entry, Stored } from './items.ts';
import type { Kind, Term } from './service.ts';
import type { StoredTerm, TermKind } from './terms.ts';

/** The HTML of a text. `renderer` says which version of the renderer made it, and for which language. */
export interface StoredHtml {
  compressed: Uint8Array;
  renderer: string;
}

export interface StoredPreview {
  /** SHA-256 of the token. */
  hash: Uint8Array;
  /** Seconds since 1970. DynamoDB deletes it some time later. */
  expiresAt: number;
}

/** Views of all days that are rolled up, and the last of these days. */
export interface StoredViews {
  views: number;
  lastDay: string;
}

export type Part = 'text' | 'html' | 'preview' | 'views';

/** An item with the parts that were asked for and that it has, all of one version. */
export interface Found {
  item: Stored;
  text?: string;
  html?: StoredHtml;
  preview?: StoredPreview;
  views?: StoredViews;
}

/** A new item, or the next version of `before`. */
export interface Change {
  before?: Stored;
  after: Stored;
  /** The text, if the write changes it; `null` deletes it. */
  content?: { text: string; html: StoredHtml } | null | undefined;
  /** The slug is derived: if another item has it, take the next free one. */
  isSlugDerived?: boolean;
  /** The item comes back from an export: it keeps its former slugs, the slugs of its terms, and its views. */
  restores?: { views?: StoredViews };
}

/** The item is not as `before` says: another write was first. */
export class Stale extends Error {}

/** Part of a list: positions between `above` and `below`, without them. */
export interface Range {
  above?: string;
  below?: string;
}

export interface ReadOptions {
  consistent: boolean;
}

/** Content in the table. All methods throw `Unavailable` when the table fails. */
export interface ContentRepository {
  /**
   * Cost: one round trip, or two if the item changes meanwhile; half a read unit per started 4 KB of the
   * item and each part, twice that if consistent.
   */
  read(kind: Kind, id: string, parts: Part[], options: ReadOptions): Promise<Found | undefined>;

  /** The id of the item that has or had `slug`. Cost: half a read unit, twice that if consistent. */
  resolve(kind: Kind, slug: string, options: ReadOptions): Promise<string | undefined>;

  /** The HTML of each of `ids` that has some. Cost: half a read unit per started 4 KB of compressed HTML. */
  html(kind: Kind, ids: string[]): Promise<Map<string, StoredHtml>>;

  /**
   * The entries of a list, newest first. Cost: a query for the first `first` of them, and one for each
   * further 500; half a read unit per 4 KB, twice that if consistent.
   */
  entries(list: string, range: Range, first: number, options: ReadOptions): AsyncGenerator<Entry>;

  /**
   * All terms that published or scheduled items use. Cost: one query; half a read unit per 4 KB, twice that
   * if consistent.
   */
  terms(of: TermKind, options: ReadOptions): Promise<StoredTerm[]>;

  /** Changes the spelling of a term that is in use. False if there is none. Cost: a write unit. */
  spell(of: TermKind, term: Term): Promise<boolean>;

  /** The former slugs that no other item has taken over. Cost: one round trip; a read unit each. */
  ownOldSlugs(item: Stored): Promise<string[]>;

  /**
   * Writes an item and everything about it in one transaction: text, HTML, slugs, list entries, terms.
   * Returns the item with its final slugs. Cost: two write units per started KB of each of these, and two
   * read units for a new slug or for terms that change.
   * @throws {Stale}, {Conflict} if another item has the slug
   */
  save(change: Change): Promise<Stored>;

  /**
   * Deletes an item and everything about it in one transaction. Cost: two write units per started KB of each
   * of these, and two read units for old slugs or terms.
   * @throws {Stale}
   */
  remove(item: Stored): Promise<void>;

  /** Replaces the HTML of the text that `item` has. False if another write was first. Cost: a write unit per KB. */
  replaceHtml(item: Stored, old: StoredHtml, html: StoredHtml): Promise<boolean>;

  /** False if there is no such item. Cost: four write units. */
  putPreview(kind: Kind, id: string, preview: StoredPreview): Promise<boolean>;
  /** False if there is no such item. */
  removePreview(kind: Kind, id: string): Promise<boolean>;

  /** Whether a published or scheduled item shows the image. Cost: a read unit per 4 KB of names. */
  isMediaUsed(name: string): Promise<boolean>;
}
