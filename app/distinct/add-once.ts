import { type Breakdown, counterFor } from './breakdown.ts';
import { type Content, networkCounter, newNamesCounter } from './content.ts';
import type { Tree } from './tree.ts';

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

/**
 * The write that adds the id to the last of `contents`, unless the item changes before in a way that
 * matters. Undefined if the network has no room left. DynamoDB returns the item in either case.
 */
export function addOnce(tree: Tree, entry: Entry, contents: Content[], maxPerNetwork: number) {
  const above = contents.slice(0, -1);
  const sum = (of: Content[], name: string) =>
    of.reduce((total, { counters }) => total + (counters.get(name) ?? 0), 0);

  const network = networkCounter(entry.network);
  const room = maxPerNetwork - sum(above, network);
  if (sum(contents, network) >= maxPerNetwork) return undefined;

  const newNames = newNamesCounter(entry.network);
  const newNamesRoom = maxNewNames - sum(above, newNames);
  const mayBringNew = sum(contents, newNames) < maxNewNames;
  const named = entry.breakdowns.map((one) => counterFor(one, contents, mayBringNew));
  const isNew = named.some((one) => one.isNew);

  const isLast = contents.length > entry.path.length;
  const conditions = [
    'NOT contains(seen, :id)',
    'attribute_not_exists(closed)',
    '(attribute_not_exists(#network) OR #network < :room)',
    !isLast && '(attribute_not_exists(seen) OR size(seen) < :capacity)',
    isNew && '(attribute_not_exists(#newNames) OR #newNames < :newNamesRoom)',
  ].filter((condition) => condition !== false);
  const added = ['#network', ...(isNew ? ['#newNames'] : []), ...named.map((_, i) => `#c${i}`)];
  return {
    UpdateExpression: `ADD seen :ids, ${added.map((name) => `${name} :one`).join(', ')}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: {
      '#network': network,
      ...(isNew && { '#newNames': newNames }),
      ...Object.fromEntries(named.map(({ counter }, i) => [`#c${i}`, counter])),
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
