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

export function dynamoSave(
  database: Database,
  table: Table,
  readTerms: ContentRepository['terms'],
): ContentRepository['save'] {
  const TableName = table.name;
  const slugWrites = dynamoSlugs(database, table);
  const termWrites = dynamoTerms(table, readTerms);

  const put = (item: Key): Write => ({ Put: { TableName, Item: { ...item } } });
  const remove = (Key: Key): Write => ({ Delete: { TableName, Key } });

  /** Writes the item on condition that it is as `before` says. */
  function itemWrite(before: Stored | undefined, after: Stored | undefined): Write {
    const { kind, id } = (after ?? before) as Stored;
    const key = contentKeys.item(kind, id);
    const condition = before
      ? {
          ConditionExpression: 'version = :version',
          ExpressionAttributeValues: { ':version': before.version },
        }
      : { ConditionExpression: 'attribute_not_exists(pk)' };
    return after
      ? { Put: { TableName, Item: { ...key, ...after }, ...condition } }
      : { Delete: { TableName, Key: key, ...condition } };
  }

  function contentWrites({ before, after, content }: Change): Write[] {
    const { kind, id } = (after ?? before) as Stored;
    const [text, html] = [contentKeys.text(kind, id), contentKeys.html(kind, id)];
    if (after && content) {
      const { textVersion } = after;
      return [
        put({ ...text, ...{ text: content.text, textVersion } }),
        put({ ...html, ...content.html, ...{ textVersion } }),
      ];
    }
    if (after && content !== null) return [];
    return before?.textVersion ? [remove(text), remove(html)] : [];
  }

  return async function save(change) {
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const { writes: ofSlugs, ...slugs } = await slugWrites(change);
      const { writes: ofTerms, fields } = await termWrites(change);
      const after = change.after && { ...change.after, ...slugs, fields };
      const writes = [
        itemWrite(change.before, after),
        ...contentWrites(change),
        ...ofSlugs,
        ...ofTerms,
        ...copyWrites(change.before, after),
      ];
      try {
        await database.transact(writes);
        return after;
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
        if (error.actions.includes(0)) throw new Stale();
      }
    }
    throw new Unavailable('The database', new Error('Other writers were always first'));
  };

  /** Entries in lists and the media of an item: whoever writes the item writes these. */
  function copyWrites(before: Stored | undefined, after: Stored | undefined): Write[] {
    const next = after ? copiesOf(after) : [];
    const names = new Set(next.map(keyName));
    const gone = (before ? copiesOf(before) : []).filter((copy) => !names.has(keyName(copy)));
    const deleted = gone.map(({ pk, sk }) => remove({ pk, sk }));
    const { kind, id } = (after ?? before) as Stored;
    const preview = after ? [] : [remove(contentKeys.preview(kind, id))];
    return [...next.map(put), ...deleted, ...preview];
  }
}

function copiesOf(item: Stored): Key[] {
  const media = mediaOf(item);
  const isShown = item.state === 'published' && media.length > 0;
  const shown = { ...contentKeys.media(item.kind, item.id), media };
  return [...entriesOf(item), ...(isShown ? [shown] : [])];
}
