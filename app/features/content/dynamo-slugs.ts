import { type Database, keyName, type Table } from '../../aws/dynamo/database.ts';
import { Conflict } from '../../errors.ts';
import { contentKeys } from './items.ts';
import type { Change } from './repository.ts';
import type { Kind } from './service.ts';
import { numbered } from './slugs.ts';
import type { Write } from './writes.ts';

/** Old slugs of an item; the oldest ones make room. */
const maxOldSlugs = 20;
/** Slugs that are looked up at once when the first choice is taken. */
const chunk = 20;

interface Owner {
  id: string;
  /** The item has moved to another slug. */
  isOld?: boolean;
}

interface SlugWrites {
  slug: string;
  oldSlugs: string[];
  writes: Write[];
}

/**
 * The writes that give an item its slugs, on condition that their owners are still those that it reads. Only
 * a slug that the owner of the site chose takes over another item's old one.
 */
export function dynamoSlugs(database: Database, table: Table) {
  const TableName = table.name;

  async function owners(kind: Kind, slugs: string[]): Promise<(Owner | undefined)[]> {
    const keys = slugs.map((slug) => contentKeys.slug(kind, slug));
    const found = await database.batchGet({ [TableName]: keys }, { consistent: true });
    return keys.map((key) => found.get(keyName(key)) as Owner | undefined);
  }

  /** The slug or, if it is derived and taken, the next free one. */
  async function available(kind: Kind, id: string, wanted: string, isDerived: boolean) {
    for (let n = 1, size = 1; ; n += size, size = chunk) {
      const slugs = Array.from({ length: size }, (_, i) => numbered(wanted, n + i));
      const found = await owners(kind, slugs);
      const free = found.findIndex(
        (owner) => !owner || owner.id === id || (!isDerived && owner.isOld),
      );
      const slug = slugs[free];
      if (slug !== undefined) return { slug, owner: found[free] };
      if (!isDerived) throw new Conflict('SLUG_TAKEN', 'Another item has this slug');
    }
  }

  /** Writes `slug`, which is still `owner`'s. */
  function take(kind: Kind, slug: string, id: string, owner: Owner | undefined): Write {
    const Item = { ...contentKeys.slug(kind, slug), id };
    const condition = owner ? stillOf(owner) : { ConditionExpression: 'attribute_not_exists(pk)' };
    return { Put: { TableName, Item, ...condition } };
  }

  function keep(kind: Kind, slug: string, id: string): Write {
    const Item = { ...contentKeys.slug(kind, slug), id, isOld: true };
    return { Put: { TableName, Item, ...stillOf({ id }) } };
  }

  function free(kind: Kind, slug: string, id: string): Write {
    return { Delete: { TableName, Key: contentKeys.slug(kind, slug), ...stillOf({ id }) } };
  }

  return async function slugWrites({ before, after, isSlugDerived }: Change): Promise<SlugWrites> {
    const { kind, id } = (after ?? before) as NonNullable<typeof before>;
    const isMoving = before?.slug !== after?.slug;
    if (!isMoving) return { slug: after?.slug ?? '', oldSlugs: after?.oldSlugs ?? [], writes: [] };

    const next = after && (await available(kind, id, after.slug, isSlugDerived ?? false));
    const former = before?.oldSlugs ?? [];
    const found = await owners(kind, former);
    const own = former.filter((slug, i) => found[i]?.id === id && slug !== next?.slug);
    const isKept = before !== undefined && after !== undefined && before.slugWasPublic;
    const oldSlugs = after ? [...(isKept ? [before.slug] : []), ...own].slice(0, maxOldSlugs) : [];

    const writes: Write[] = own
      .filter((slug) => !oldSlugs.includes(slug))
      .map((slug) => free(kind, slug, id));
    if (before) writes.push(isKept ? keep(kind, before.slug, id) : free(kind, before.slug, id));
    if (next) writes.push(take(kind, next.slug, id, next.owner));
    return { slug: next?.slug ?? '', oldSlugs, writes };
  };
}

function stillOf({ id, isOld }: Owner) {
  return {
    ConditionExpression: isOld ? 'id = :id AND attribute_exists(isOld)' : 'id = :id',
    ExpressionAttributeValues: { ':id': id },
  };
}
