import { type Database, keyName, type Table } from '../../aws/dynamo/database.ts';
import { Conflict } from '../../errors.ts';
import { contentKeys, type Stored } from './items.ts';
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

type Slugs = Pick<Stored, 'slug' | 'oldSlugs' | 'slugWasPublic'>;

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

  /** Those of the item's old slugs that no other item took over. */
  async function ownOldSlugs({ kind, id, oldSlugs }: Stored): Promise<string[]> {
    const found = await owners(kind, oldSlugs);
    return oldSlugs.filter((_, i) => found[i]?.id === id);
  }

  /** A new item with former slugs: those that no other item has. */
  async function ofRestored({ kind, id, slug, oldSlugs, slugWasPublic }: Stored) {
    const { owner } = await available(kind, id, slug, false);
    const found = await owners(kind, oldSlugs);
    const free = oldSlugs.filter((_, i) => !found[i]);
    const writes = [
      take(kind, slug, id, owner),
      ...free.map((old): Write => {
        const Item = { ...contentKeys.slug(kind, old), id, isOld: true };
        return { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
      }),
    ];
    return { slug, oldSlugs: free, slugWasPublic, writes };
  }

  return {
    ownOldSlugs,

    async ofSave(change: Change): Promise<Slugs & { writes: Write[] }> {
      const { before, after, isSlugDerived } = change;
      if (change.restores) return ofRestored(after);
      const { kind, id, slug: wanted, oldSlugs, slugWasPublic } = after;
      if (before?.slug === wanted) return { slug: wanted, oldSlugs, slugWasPublic, writes: [] };

      const { slug, owner } = await available(kind, id, wanted, isSlugDerived ?? false);
      const own = before ? (await ownOldSlugs(before)).filter((old) => old !== slug) : [];
      const former = before?.slugWasPublic ? [before.slug, ...own] : own;
      const kept = former.slice(0, maxOldSlugs);
      const writes = own.filter((old) => !kept.includes(old)).map((old) => free(kind, old, id));
      if (before) writes.push((before.slugWasPublic ? keep : free)(kind, before.slug, id));
      writes.push(take(kind, slug, id, owner));
      return { slug, oldSlugs: kept, slugWasPublic: owner?.id === id, writes };
    },

    async ofRemove(item: Stored): Promise<Write[]> {
      const slugs = [item.slug, ...(await ownOldSlugs(item))];
      return slugs.map((slug) => free(item.kind, slug, item.id));
    },
  };
}

function stillOf({ id, isOld }: Owner) {
  return {
    ConditionExpression: isOld ? 'id = :id AND attribute_exists(isOld)' : 'id = :id',
    ExpressionAttributeValues: { ':id': id },
  };
}
