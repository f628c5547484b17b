import type { Kind } from '../content/service.ts';

const letters: Record<Kind, string> = { post: 'P', project: 'J', certification: 'C' };
const kinds = Object.fromEntries(
  Object.entries(letters).map(([kind, letter]) => [letter, kind as Kind]),
);
/** Of the ids of content. */
const prefix = 'c_';

/** The counter of an item of content. */
export function counterOf({ kind, id }: { kind: Kind; id: string }): string {
  return `V${letters[kind]}${id.slice(prefix.length)}`;
}

export function itemOf(counter: string): { kind: Kind; id: string } | undefined {
  const kind = counter.startsWith('V') ? kinds[counter[1] ?? ''] : undefined;
  return kind && { kind, id: prefix + counter.slice(2) };
}
