import type { Database, Item as StoredItem } from '../../aws/dynamo/database.ts';
import { addOutcome } from '../../days/add-outcome.ts';
import type { ListDays } from '../../days/dynamo-days.ts';
import { dynamoRunningDays } from '../../days/dynamo-running-days.ts';
import type { Tables } from '../../days/keys.ts';
import { distinctCounter } from '../../distinct/distinct-counter.ts';
import { Unavailable } from '../../errors.ts';
import { contentKeys, isId, isPublic, type Stored } from '../content/items.ts';
import type { Kind } from '../content/service.ts';
import { contentOf, counterOf, viewTree } from './keys.ts';
import type { Item, ViewRepository } from './repository.ts';

interface Options {
  tables: Tables;
  /** The days of the visitors. */
  list: ListDays;
  /** Views of one item from one network on a day. */
  maxPerNetwork: number;
  now: () => number;
}

export function dynamoViewRepository(database: Database, options: Options): ViewRepository {
  const { tables, list, maxPerNetwork, now } = options;
  const { data, ephemeral } = tables;
  const counter = distinctCounter(database, ephemeral, maxPerNetwork);
  const openDays = dynamoRunningDays(database, tables, now, viewTree);

  /** The sums that `read` finds, with the views of open days. Both are read again if the day ends in between. */
  async function withOpenDays<T>(
    read: () => Promise<StoredItem[]>,
    sum: (stored: StoredItem[], open: Map<string, ReadonlyMap<string, number>>) => T,
    signal: AbortSignal,
  ): Promise<T> {
    for (const consistent of [false, true, true]) {
      const days = (await list(consistent, signal)).filter(({ rolledUp }) => !rolledUp);
      const wanted = days.map(({ sk: day, capacity }) => ({ day, capacity }));
      const [stored, sums] = await Promise.all([read(), openDays.get(wanted, signal)]);
      if (wanted.some(({ day }) => !sums.has(day))) continue;
      return sum(stored, new Map([...sums].map(([day, { counters }]) => [day, counters])));
    }
    throw new Unavailable('The database', new Error('Days were rolled up again and again'));
  }

  return {
    async isPublished({ kind, id }, signal) {
      if (!isId(id)) return false;
      const item = await data.get(contentKeys.item(kind, id), { consistent: true, signal });
      return (
        item !== undefined && isPublic(item as unknown as Stored, new Date(now()).toISOString())
      );
    },

    async countView(day, { visitor, ...item }, signal) {
      const entry = { ...visitor, breakdowns: [{ name: counterOf(item) }] };
      const added = await counter.add(viewTree(day), entry, signal);
      if (added.item) openDays.of(day).learn(added.item.path, added.item.ids);
      return addOutcome(added);
    },

    async views(kind, signal) {
      const query = {
        KeyConditionExpression: 'pk = :kind',
        ExpressionAttributeValues: { ':kind': contentKeys.views(kind, '').pk },
      };
      return withOpenDays(
        () => data.queryAll(query, { consistent: true, signal }),
        (stored, open) => {
          const items = new Map(stored.map((item) => [`${item.sk}`, item]));
          const ids = new Set([...items.keys(), ...viewedIn(kind, open)]);
          return new Map([...ids].map((id) => [id, sumOf({ kind, id }, items.get(id), open)]));
        },
        signal,
      );
    },

    async viewsOf(item, signal) {
      const key = contentKeys.views(item.kind, item.id);
      return withOpenDays(
        async () => [(await data.get(key, { consistent: true, signal })) ?? {}],
        ([stored], open) => sumOf(item, stored, open),
        signal,
      );
    },
  };
}

function viewedIn(kind: Kind, open: Map<string, ReadonlyMap<string, number>>): string[] {
  return [...open.values()]
    .flatMap((counters) => [...counters.keys()].map(contentOf))
    .flatMap((item) => (item?.kind === kind ? [item.id] : []));
}

/** The views of days that are kept, and those of open days that are not among them. */
function sumOf(
  item: Item,
  { views = 0, lastDay = '' }: { views?: unknown; lastDay?: unknown } = {},
  open: Map<string, ReadonlyMap<string, number>>,
): number {
  const counter = counterOf(item);
  const rest = [...open].filter(([day]) => day > `${lastDay}`);
  return rest.reduce((sum, [, counters]) => sum + (counters.get(counter) ?? 0), Number(views));
}
