import { type Database, type Item, keyName, type Table } from '../../aws/dynamo/database.ts';
import { Unavailable } from '../../errors.ts';
import { contentKeys, type Stored } from './items.ts';
import type { ContentRepository, Found, Part, StoredHtml, StoredPreview } from './repository.ts';
import type { Kind } from './service.ts';

/** Readings of an item that writers change all the time. */
const maxReadings = 5;

type Read = Pick<ContentRepository, 'read' | 'resolve' | 'html'>;

export function dynamoRead(database: Database, table: Table): Read {
  async function readOnce(kind: Kind, id: string, parts: Part[], consistent: boolean) {
    const keys = [contentKeys.item(kind, id), ...parts.map((part) => contentKeys[part](kind, id))];
    const found = await database.batchGet({ [table.name]: keys }, { consistent });
    const [item, ...rest] = keys.map((key) => found.get(keyName(key)));
    if (!item) return undefined;
    return {
      item: toStored(item),
      parts: Object.fromEntries(parts.map((part, i) => [part, rest[i]])) as Partial<
        Record<Part, Item>
      >,
    };
  }

  return {
    async read(kind, id, parts, { consistent }) {
      for (let reading = 1; reading <= maxReadings; reading++) {
        // The parts of an eventually consistent batch can be of different versions.
        const found = await readOnce(kind, id, parts, consistent || reading > 1);
        if (!found) return undefined;
        const { item, parts: all } = found;
        const isOfItem = (part: Part) =>
          !parts.includes(part) || (all[part]?.textVersion ?? 0) === item.textVersion;
        if (isOfItem('text') && isOfItem('html')) return toFound(item, all);
      }
      throw new Unavailable('The database', new Error('The item changes all the time'));
    },

    async resolve(kind, slug, { consistent }) {
      const owner = await table.get(contentKeys.slug(kind, slug), { consistent });
      return owner?.id as string | undefined;
    },

    async html(kind, ids) {
      const keys = new Map(ids.map((id) => [id, contentKeys.html(kind, id)]));
      const found = await database.batchGet({ [table.name]: [...keys.values()] });
      return new Map(
        [...keys].flatMap(([id, key]) => {
          const item = found.get(keyName(key));
          return item ? [[id, item as unknown as StoredHtml]] : [];
        }),
      );
    },
  };
}

function toStored({ pk: _, sk: _sk, ...item }: Item): Stored {
  return item as unknown as Stored;
}

function toFound(item: Stored, { text, html, preview, views }: Partial<Record<Part, Item>>): Found {
  return {
    item,
    ...(text && { text: text.text as string }),
    ...(html && { html: html as unknown as StoredHtml }),
    ...(preview && { preview: preview as unknown as StoredPreview }),
    ...(views && { views: { views: Number(views.views), lastDay: `${views.lastDay}` } }),
  };
}
