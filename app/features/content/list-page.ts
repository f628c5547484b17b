import { decodeCursor, encodeCursor } from './cursor.ts';
import { afterInstant, type Entry, isPublic, lists, toSummary } from './items.ts';
import { kinds } from './kinds.ts';
import type { ContentRepository, Range } from './repository.ts';
import type { Kind, List, ListQuery } from './service.ts';
import { isSlug } from './slugs.ts';

/** A list of the table, and the part of it that a query asks for. */
interface Source {
  list: string;
  range: Range;
}

/**
 * A page of a list. Cost: one query of `limit` + 1 entries, two for `all`. Where filters are combined, or
 * apply to drafts or to instants of a list that is sorted by days, it reads on until the page is full.
 */
export async function listPage<K extends Kind>(
  repository: Pick<ContentRepository, 'entries'>,
  kind: K,
  { limit, cursor, ...query }: ListQuery,
  now: string,
): Promise<List<K>> {
  const filters = filtersOf(kind, query);
  const isPossible = filters.every(([, value]) => isSlug(value));
  const scope = JSON.stringify([kind, query.status, filters]);
  const after = cursor === undefined ? undefined : decodeCursor(scope, cursor);
  // No item has such a term, and some are too long for a key.
  if (!isPossible) return { items: [], nextCursor: null };
  // The entry at the cursor is read again, if it is still there.
  const first = limit + (after ? 2 : 1);
  const options = { consistent: query.status !== 'published' };
  const entries = sourcesOf(kind, query.status, filters, now, after).map(({ list, range }) =>
    repository.entries(list, range, first, options),
  );

  const page: Entry[] = [];
  for await (const entry of merged(entries)) {
    if (!matches(entry, query.status, filters, now)) continue;
    const last = page.at(-1);
    if (last && page.length === limit) {
      return { items: toItems(page, now), nextCursor: encodeCursor(scope, last.sk) };
    }
    page.push(entry);
  }
  return { items: toItems(page, now), nextCursor: null };
}

type Filters = [filter: string, value: string][];

/** Those of the query that the kind has; rarer ones first. */
function filtersOf(kind: Kind, query: Omit<ListQuery, 'limit'>): Filters {
  const given: Record<string, unknown> = { ...query };
  return Object.keys(kinds[kind].filters)
    .filter((name) => given[name] !== undefined)
    .map((name) => [name, `${given[name]}`]);
}

function sourcesOf(
  kind: Kind,
  status: ListQuery['status'],
  [filter]: Filters,
  now: string,
  after: string | undefined,
): Source[] {
  const published = filter ? lists.filtered(kind, ...filter) : lists.published(kind);
  const due = kinds[kind].sortedBy ? undefined : afterInstant(now);
  const below = [after, status === 'published' ? due : undefined].filter(
    (key) => key !== undefined,
  );
  const range = {
    ...(below.length > 0 && { below: below.sort()[0] as string }),
    ...(status === 'scheduled' && due && { above: due }),
  };
  return [
    ...(status === 'draft' ? [] : [{ list: published, range }]),
    ...(status === 'draft' || status === 'all' ? [{ list: lists.drafts(kind), range }] : []),
  ];
}

function matches(
  entry: Entry,
  status: ListQuery['status'],
  filters: Filters,
  now: string,
): boolean {
  if (status === 'published' && !isPublic(entry, now)) return false;
  if (status === 'scheduled' && isPublic(entry, now)) return false;
  const valuesOf = kinds[entry.kind].filters;
  return filters.every(([filter, value]) => valuesOf[filter]?.(entry.fields).includes(value));
}

/** All entries of lists that are sorted downwards, sorted downwards. */
async function* merged(entries: AsyncGenerator<Entry>[]): AsyncGenerator<Entry> {
  const heads = await Promise.all(entries.map((list) => list.next()));
  for (;;) {
    let newest: number | undefined;
    for (const [i, { done, value }] of heads.entries()) {
      const best = newest === undefined ? undefined : heads[newest];
      if (!done && (!best || value.sk > best.value.sk)) newest = i;
    }
    const list = newest === undefined ? undefined : entries[newest];
    if (newest === undefined || !list) return;
    yield heads[newest]?.value;
    heads[newest] = await list.next();
  }
}

function toItems<K extends Kind>(entries: Entry[], now: string): List<K>['items'] {
  return entries.map((entry) => toSummary<K>(entry, now));
}
