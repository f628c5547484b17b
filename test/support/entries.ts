import { createHash } from 'node:crypto';
import type { Entry } from '../../app/distinct/add-once.ts';
import { pathOf, type Tree } from '../../app/distinct/tree.ts';

export function treeOf(capacity: number, name = 'T'): Tree {
  return { key: (path) => ({ pk: `${name}#${path}`, sk: 'TREE' }), capacity };
}

/** An id of a network, by way of `host`. */
export function entryOf(network: string, id: number | string, host?: string): Entry {
  const hash = createHash('sha256').update(network).digest();
  return {
    id: createHash('sha256').update(`${network} ${id}`).digest().subarray(0, 8),
    network: hash.toString('base64url', 0, 3).slice(0, 2),
    path: pathOf(hash.subarray(3)),
    breakdowns: [
      host ? { name: `R${host}`, other: 'Rother', isInvented: true } : { name: 'Rnone' },
    ],
  };
}
