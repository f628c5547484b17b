import type { Item, Key, Table } from '../../aws/dynamo/database.ts';
import { contentKeys, type Entry } from './items.ts';
import type { ContentRepository, Range } from './repository.ts';
import type { StoredTerm } from './terms.ts';

/** Items of each query after the first. */
const chunk = 500;

/** Before and after all positions, which begin with a year. */
const lowest = ' ';
const highest = '~';

type Lists = Pick<ContentRepository, 'entries' | 'terms' | 'isMediaUsed'>;

export function dynamoLists(table: Table): Lists {
  async function* query(
    pk: string,
    { above = lowest, below = highest }: Range,
    options: { first: number; consistent: boolean },
  ): AsyncGenerator<Item> {
    if (above > below) return;
    const range = {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :above AND :below',
      ExpressionAttributeValues: { ':pk': pk, ':above': above, ':below': below },
      ScanIndexForward: false,
    };
    let Limit = options.first;
    let ExclusiveStartKey: Key | undefined;
    do {
      const { items, lastKey } = await table.queryPage(
        { ...range, Limit, ExclusiveStartKey },
        options,
      );
      yield* items;
      ExclusiveStartKey = lastKey;
      Limit = chunk;
    } while (ExclusiveStartKey);
  }

  /** All items of a partition. */
  async function all(pk: string, consistent: boolean): Promise<Item[]> {
    const items: Item[] = [];
    for await (const item of query(pk, {}, { first: chunk, consistent })) items.push(item);
    return items;
  }

  return {
    async *entries(list, range, first, { consistent }) {
      const { pk } = contentKeys.entry(list, '');
      for await (const item of query(pk, range, { first, consistent })) {
        // `below` may be the position of an item.
        if (item.sk !== range.below) yield item as unknown as Entry;
      }
    },

    async terms(of, { consistent }) {
      const items = await all(contentKeys.term(of, '').pk, consistent);
      return items.map(({ sk, ...term }) => ({ ...term, slug: sk }) as StoredTerm);
    },

    async isMediaUsed(name) {
      const items = await all('MEDIA', true);
      return items.some(({ media }) => (media as string[]).includes(name));
    },
  };
}
