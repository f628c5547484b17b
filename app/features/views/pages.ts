import type { Table } from '../../aws/dynamo/database.ts';
import { contentKeys, isPublic, type Stored } from '../content/items.ts';
import type { Pages } from '../visitors/service.ts';
import type { Item } from './repository.ts';
import type { ViewCounter } from './view-counter.ts';

const shape = /^\/(blog|projects)\/([a-z0-9-]{1,80})\/?$/;
const kinds = { blog: 'post', projects: 'project' } as const;

export type ItemAt = (
  path: string,
  signal: AbortSignal,
) => Promise<(Item & { path: string }) | undefined>;

/**
 * The published item of content that the page at a path shows, and the page's own path. Undefined for all other
 * paths. Cost: half a read unit for the slug, and for each started 4 KB of the item.
 */
export function itemsByPath(table: Table, now: () => number): ItemAt {
  return async (path, signal) => {
    const [, section, slug = ''] = shape.exec(path) ?? [];
    if (!section) return undefined;
    const kind = kinds[section as keyof typeof kinds];
    const owner = await table.get(contentKeys.slug(kind, slug), { signal });
    if (!owner || owner.isOld) return undefined;
    const id = `${owner.id}`;
    const item = await table.get(contentKeys.item(kind, id), { signal });
    const isShown = item && isPublic(item as unknown as Stored, new Date(now()).toISOString());
    return isShown ? { kind, id, path: `/${section}/${slug}` } : undefined;
  };
}

/** Pages that show one item of content, and count its views. */
export function contentPages(itemAt: ItemAt, counter: ViewCounter): Pages {
  return async (path = '', signal) => {
    const [bare = ''] = path.split(/[?#]/, 1);
    const found = await itemAt(bare, signal);
    if (!found) return {};
    const { path: name, ...item } = found;
    return { name, view: (request, signal) => counter.count(item, request, signal) };
  };
}
