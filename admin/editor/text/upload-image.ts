import type { Static } from '@sinclair/typebox';
import type { MediaFile } from '../../../app/features/media/schemas.ts';
import { ask } from '../../api/api.ts';
import { toWebp } from '../form/to-webp.ts';

const types = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/gif']);
const maxBytes = 2 * 1024 * 1024;

/** Why the file is no image for a text, if so. */
export function refusalOf({ name, type }: File): string | undefined {
  if (types.has(type)) return undefined;
  return type === 'image/svg+xml'
    ? `${name} is an SVG, which may contain scripts. Save it as PNG.`
    : `${name} is no PNG, JPEG, WebP, AVIF or GIF image.`;
}

/**
 * Uploads an image, as WebP without what cameras add; GIFs as they are, since they may move. Returns its address.
 * @throws what `ask` and `toWebp` throw.
 */
export async function uploadImage(file: File): Promise<string> {
  const body = file.type === 'image/gif' ? file : await toWebp(file);
  if (body.size > maxBytes) throw new Error('It has more than 2 MiB. Make it smaller.');
  const { body: stored } = await ask<Static<typeof MediaFile>>({
    method: 'POST',
    path: '/v1/media',
    body,
    timeoutMs: 60_000,
  });
  return stored.path;
}
