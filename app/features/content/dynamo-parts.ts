import type { Database, Table } from '../../aws/dynamo/database.ts';
import { ConditionFailed } from '../../aws/dynamo/errors.ts';
import { contentKeys } from './items.ts';
import type { ContentRepository } from './repository.ts';
import type { Kind } from './service.ts';

type Parts = Pick<ContentRepository, 'replaceHtml' | 'putPreview' | 'removePreview'>;

/** Writes of parts that do not change the item, and so not its version. */
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
async function done(write: Promise<void>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
}
