import { createHash, randomBytes } from 'node:crypto';
import { type Input, merge } from './input.ts';
import type { Stored } from './items.ts';
import { kinds } from './kinds.ts';
import type { Kind } from './service.ts';
import { slugOfTitle } from './slugs.ts';

/** The same for the same key, so that a repeated create finds the item of the first. */
export function newId(kind: Kind, idempotencyKey: string | undefined): string {
  const bytes =
    idempotencyKey === undefined
      ? randomBytes(12)
      : createHash('sha256').update(`${kind} ${idempotencyKey}`).digest();
  return `c_${bytes.toString('base64url').slice(0, 16)}`;
}

/** The first version of an item, without a text. Its slug may be taken. */
export function newItem(
  kind: Kind,
  id: string,
  input: Input,
  publish: boolean,
  now: string,
): Stored {
  const fields = merge(kind, {}, input.fields, now);
  return {
    kind,
    id,
    slug: input.slug ?? slugOfTitle(`${fields[kinds[kind].title]}`, kind, id),
    oldSlugs: [],
    slugWasPublic: false,
    state: publish ? 'published' : 'draft',
    createdAt: now,
    updatedAt: now,
    publishedAt: publish ? now : null,
    version: 1,
    textVersion: 0,
    media: [],
    fields,
  };
}
