import type { Database, Table } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import { contentKeys } from './items.ts';
import type { ContentRepository } from './repository.ts';
import type { Kind } from './service.ts';
import { fold } from './terms.ts';

type Parts = Pick<ContentRepository, 'replaceHtml' | 'putPreview' | 'removePreview' | 'spell'>;

/** Writes that do not change the item, and so not its version. */
export function dynamoParts(database: Database, table: Table): Parts {
  const TableName = table.name;

  /** A deleted item gets no parts. */
  function itemExists(kind: Kind, id: string) {
    const Key = contentKeys.item(kind, id);
    return {
      ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_exists(pk)' },
    };
  }

  return {
    replaceHtml({ kind, id, textVersion }, old, html) {
      const item = { ...contentKeys.html(kind, id), ...html, textVersion };
      const condition = {
        ConditionExpression: 'textVersion = :version AND renderer = :old',
        ExpressionAttributeValues: { ':version': textVersion, ':old': old.renderer },
      };
      return done(table.put(item, { retry: 'always' }, condition));
    },

    spell(of, { name, slug }) {
      const update = {
        UpdateExpression: 'SET #name = :name',
        ConditionExpression: 'fold = :fold',
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: { ':name': name, ':fold': fold(name) },
      };
      return done(table.update(contentKeys.term(of, slug), update, { retry: 'always' }));
    },

    putPreview(kind, id, preview) {
      const Item = { ...contentKeys.preview(kind, id), ...preview };
      return done(database.transact([itemExists(kind, id), { Put: { TableName, Item } }]));
    },

    removePreview(kind, id) {
      const Key = contentKeys.preview(kind, id);
      return done(database.transact([itemExists(kind, id), { Delete: { TableName, Key } }]));
    },
  };
}

/** Whether the condition of a write held. */
async function done(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}
