import { type Database, type Key, keyName, type Table } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import { Unavailable } from '../../errors.ts';
import { dynamoSlugs } from './dynamo-slugs.ts';
import { dynamoTerms } from './dynamo-terms.ts';
import { contentKeys, entriesOf, mediaOf, type Stored } from './items.ts';
import { type Change, type ContentRepository, Stale } from './repository.ts';
import type { Write } from './writes.ts';

/** Losing that often takes as many other writers of the same slugs or terms. */
const maxAttempts = 30;

type Save = Pick<ContentRepository, 'save' | 'remove' | 'ownOldSlugs'>;

/**
 * Everything about an item changes in one transaction, on condition that the item has the version that was
 * read. So only what several items share, slugs and terms, needs conditions of its own. With 20 tags that
 * all change, a transaction has 92 actions; DynamoDB allows 100.
 */
export function dynamoSave(
  database: Database,
  table: Table,
  readTerms: ContentRepository['terms'],
): Save {
  const TableName = table.name;
  const slugs = dynamoSlugs(database, table);
  const terms = dynamoTerms(table, readTerms);

  const put = (item: Key): Write => ({ Put: { TableName, Item: { ...item } } });
  const remove = ({ pk, sk }: Key): Write => ({ Delete: { TableName, Key: { pk, sk } } });

  /**
   * Sends the actions that `build` makes, of which the first one is about the item. Another writer of its
   * slugs or terms may be first: then `build` reads them again.
   */
  async function transact<T>(build: () => Promise<{ writes: Write[]; result: T }>): Promise<T> {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const { writes, result } = await build();
      try {
        await database.transact(writes);
        return result;
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
        if (error.actions.includes(0)) throw new Stale();
      }
    }
    throw new Unavailable('The database', new Error('Other writers were always first'));
  }

  function textWrites({ before, after: { kind, id, textVersion }, content }: Change): Write[] {
    if (content) {
      const text = { ...contentKeys.text(kind, id), text: content.text, textVersion };
      const html = { ...contentKeys.html(kind, id), ...content.html, textVersion };
      return [put(text), put(html)];
    }
    return content === null && before ? textRemovals(before) : [];
  }

  function textRemovals({ kind, id, textVersion }: Stored): Write[] {
    if (textVersion === 0) return [];
    return [remove(contentKeys.text(kind, id)), remove(contentKeys.html(kind, id))];
  }

  function viewWrites({ after: { kind, id }, restores }: Change): Write[] {
    return restores?.views ? [put({ ...contentKeys.views(kind, id), ...restores.views })] : [];
  }

  return {
    ownOldSlugs: slugs.ownOldSlugs,

    save: (change) =>
      transact(async () => {
        const { before } = change;
        const { writes: ofSlugs, ...ownSlugs } = await slugs.ofSave(change);
        const { writes: ofTerms, fields } = await terms.ofSave(change);
        const after = { ...change.after, ...ownSlugs, fields };
        const Item = { ...contentKeys.item(after.kind, after.id), ...after };
        const copies = copiesOf(after);
        const names = new Set(copies.map(keyName));
        const gone = before ? copiesOf(before).filter((copy) => !names.has(keyName(copy))) : [];
        const writes = [
          { Put: { TableName, Item, ...isAs(before) } },
          ...textWrites(change),
          ...viewWrites(change),
          ...ofSlugs,
          ...ofTerms,
          ...copies.map(put),
          ...gone.map(remove),
        ];
        return { writes, result: after };
      }),

    remove: (item) =>
      transact(async () => {
        const { kind, id } = item;
        const Key = contentKeys.item(kind, id);
        const writes = [
          { Delete: { TableName, Key, ...isAs(item) } },
          remove(contentKeys.preview(kind, id)),
          remove(contentKeys.views(kind, id)),
          ...textRemovals(item),
          ...(await slugs.ofRemove(item)),
          ...(await terms.ofRemove(item)),
          ...copiesOf(item).map(remove),
        ];
        return { writes, result: undefined };
      }),
  };
}

/** The condition that the item is as `before`, or does not exist. */
function isAs(before: Stored | undefined) {
  if (!before) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    // An item that was deleted may have been created again, by a repeated create.
    ConditionExpression: 'version = :version AND createdAt = :createdAt',
    ExpressionAttributeValues: { ':version': before.version, ':createdAt': before.createdAt },
  };
}

/** The item's entries in lists, and the names of the images that it shows to readers. */
function copiesOf(item: Stored): Key[] {
  const media = mediaOf(item);
  const isShown = item.state === 'published' && media.length > 0;
  const shown = { ...contentKeys.media(item.kind, item.id), media };
  return [...entriesOf(item), ...(isShown ? [shown] : [])];
}
