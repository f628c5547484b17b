import type { Database, Item as StoredItem } from '../../aws/dynamo/database.ts';
import { addOutcome } from '../../days/add-outcome.ts';
import type { ListDays } from '../../days/dynamo-days.ts';
import { dynamoRunningDays } from '../../days/dynamo-running-days.ts';
import type { Tables } from '../../days/keys.ts';
import { pairTree } from '../../days/pair-tree.ts';
import { distinctCounter } from '../../distinct/distinct-counter.ts';
import { Unavailable } from '../../errors.ts';
import { contentKeys, isId, isPublic, type Stored, toSummary } from '../content/items.ts';
import type { Kind } from '../content/service.ts';
import { counterOf, itemOf } from './counters.ts';
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
  const openDays = dynamoRunningDays(database, tables, now, pairTree);

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

  const instant = () => new Date(now()).toISOString();

  async function isPublished({ kind, id }: Item, signal: AbortSignal): Promise<boolean> {
    if (!isId(id)) return false;
    const item = await data.get(contentKeys.item(kind, id), { consistent: true, signal });
    return item !== undefined && isPublic(item as unknown as Stored, instant());
  }

  async function summaries(kind: Kind, ids: string[], signal: AbortSignal) {
    const keys = ids.map((id) => contentKeys.item(kind, id));
    const found = await database.batchGet({ [data.name]: keys }, { signal });
    const items = [...found.values()] as unknown as Stored[];
    return new Map(items.map((item) => [item.id, toSummary<Kind>(item, instant())]));
  }

  return {
    isPublished,

    async find(kind, slug, signal) {
      const owner = await data.get(contentKeys.slug(kind, slug), { signal });
      if (!owner || owner.isOld) return undefined;
      const item = { kind, id: `${owner.id}` };
      return (await isPublished(item, signal)) ? item : undefined;
    },

    summaries,

    async countView(day, { visitor, ...item }, signal) {
      const entry = { ...visitor, breakdowns: [{ name: counterOf(item) }] };
      const added = await counter.add(pairTree(day), entry, signal);
      if (added.item) openDays.of(day).learn(added.item.path, added.item.ids);
      return addOutcome(added);
    },

    async views(kind, signal) {
      const query = {
        KeyConditionExpression: 'pk = :kind',
        ExpressionAttributeValues: { ':kind': contentKeys.views(kind, '').pk },
      };
      const { items, open } = await withOpenDays(
        () => data.queryAll(query, { consistent: true, signal }),
        (stored, open) => ({ items: new Map(stored.map((item) => [`${item.sk}`, item])), open }),
        signal,
      );
      // An item takes its sums along when it is deleted, but not the views of open days.
      const isNew = viewedIn(kind, open).filter((id) => !items.has(id));
      const existing = isNew.length > 0 ? await summaries(kind, isNew, signal) : new Map();
      const ids = [...items.keys(), ...existing.keys()];
      return new Map(ids.map((id) => [id, sumOf({ kind, id }, items.get(id), open)]));
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
  const counters = [...open.values()].flatMap((counters) => [...counters.keys()]);
  const items = counters.map(itemOf).filter((item) => item?.kind === kind);
  return [...new Set(items.map((item) => `${item?.id}`))];
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
