import { type Content, networkCounter, newNamesCounter } from './content.ts';
import type { Tree } from './tree.ts';

/** Names of one breakdown in an item, where their number has no other bound. */
const maxNames = 12;
/** Names that a network may be the first to bring on a day. */
const maxNewNames = 2;

export interface Entry {
  /** 8 bytes. */
  id: Uint8Array;
  /** Names the network's counter in an item: two characters. */
  network: string;
  /** By `pathOf`, the same for all ids of a network. */
  path: string;
  breakdowns: Breakdown[];
}

/** A counter that goes up with the id. Its first letter says of what: any capital but N and H. */
export interface Breakdown {
  name: string;
  /** The counter that goes up instead when the item has too many names with this letter. */
  other?: string;
  /** Clients choose the name: each network may bring two new ones a day. */
  isInvented?: boolean;
}

/**
 * The write that adds the id to the last of `contents`, unless the item changes before in a way that
 * matters. Undefined if the network has no room left. DynamoDB returns the item in either case.
 */
export function addOnce(tree: Tree, entry: Entry, contents: Content[], maxPerNetwork: number) {
  const current = contents.at(-1);
  const above = contents.slice(0, -1);
  const sum = (of: Content[], name: string) =>
    of.reduce((total, { counters }) => total + (counters.get(name) ?? 0), 0);

  const network = networkCounter(entry.network);
  const room = maxPerNetwork - sum(above, network);
  if (sum(contents, network) >= maxPerNetwork) return undefined;

  const newNames = newNamesCounter(entry.network);
  const newNamesRoom = maxNewNames - sum(above, newNames);
  let isNew = false as boolean;
  const counters = entry.breakdowns.map(({ name, other, isInvented }) => {
    if (other === undefined || current?.counters.has(name)) return name;
    const names = [...(current?.counters.keys() ?? [])].filter((known) => known[0] === name[0]);
    if (names.length >= maxNames) return other;
    if (!isInvented || above.some((content) => content.counters.has(name))) return name;
    if (sum(contents, newNames) >= maxNewNames) return other;
    isNew = true;
    return name;
  });

  const isLast = contents.length > entry.path.length;
  const conditions = [
    'NOT contains(seen, :id)',
    'attribute_not_exists(closed)',
    '(attribute_not_exists(#network) OR #network < :room)',
    !isLast && '(attribute_not_exists(seen) OR size(seen) < :capacity)',
    isNew && '(attribute_not_exists(#newNames) OR #newNames < :newNamesRoom)',
  ].filter((condition) => condition !== false);
  const added = ['#network', ...(isNew ? ['#newNames'] : []), ...counters.map((_, i) => `#c${i}`)];
  return {
    UpdateExpression: `ADD seen :ids, ${added.map((name) => `${name} :one`).join(', ')}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: {
      '#network': network,
      ...(isNew && { '#newNames': newNames }),
      ...Object.fromEntries(counters.map((name, i) => [`#c${i}`, name])),
    },
    ExpressionAttributeValues: {
      ':id': entry.id,
      ':ids': new Set([entry.id]),
      ':one': 1,
      ':room': room,
      ...(!isLast && { ':capacity': tree.capacity }),
      ...(isNew && { ':newNamesRoom': newNamesRoom }),
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
}
