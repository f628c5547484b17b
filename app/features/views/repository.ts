import type { Counted, OpenDay } from '../../days/day.ts';
import type { Visitor } from '../../days/visitor.ts';
import type { Kind, Summaries } from '../content/service.ts';

/** An item of content. */
export interface Item {
  kind: Kind;
  id: string;
}

export interface View extends Item {
  /** The visitor of this item: `identify` with the item. */
  visitor: Visitor;
}

/**
 * Views of content: once for each visitor, item and UTC day, in a tree of the visitors' day, which is rolled up
 * with it. All methods throw `Unavailable` when a table fails, or does not answer before `signal` aborts.
 */
export interface ViewRepository {
  /** Whether readers can see the item now. Cost: one read unit per started 4 KB of the item. */
  isPublished(item: Item, signal: AbortSignal): Promise<boolean>;
  /** The published item at a slug, not at a former one. Cost: the same, and half a read unit. */
  find(kind: Kind, slug: string, signal: AbortSignal): Promise<Item | undefined>;
  /**
   * Counts the view in one atomic write. Undefined when the day is closed: then nothing was counted. Cost: as
   * `countVisit` of the visitors.
   */
  countView(day: OpenDay, view: View, signal: AbortSignal): Promise<Counted | undefined>;
  /**
   * The views of the items that have some, by id. Cost: a query, one read unit per started 4 KB of some 60 bytes for
   * each item of the kind; half a unit for the days, and for each item of an open day's tree that is read again; half
   * a unit per started 4 KB of each item of content that nobody had viewed before the open days.
   */
  views(kind: Kind, signal: AbortSignal): Promise<Map<string, number>>;
  /** Those of one item. Cost: the same, with one read unit instead of the query. */
  viewsOf(item: Item, signal: AbortSignal): Promise<number>;
  /** Those that exist, by id. Cost: half a read unit per started 4 KB of each. */
  summaries(kind: Kind, ids: string[], signal: AbortSignal): Promise<Map<string, Summaries[Kind]>>;
}
