import type { Bucket } from '../../bucket/bucket.ts';
import { forEach } from '../../distinct/for-each.ts';
import { Conflict, NotFound, NotValid } from '../../errors.ts';
import { cacheControl } from '../../http/site-headers.ts';
import { readImage, sizeIn } from './image.ts';

export interface Media {
  /** On the site: `/media/<name>`. */
  path: string;
  width: number;
  height: number;
  bytes: number;
}

export interface MediaList {
  items: Media[];
  nextCursor: string | null;
}

/** The owner's images, in the site's bucket. All methods throw `Unavailable` when it fails. */
export interface MediaService {
  /** Idempotent. Cost: one request to the bucket. @throws {UnsupportedMediaType}, {NotValid} */
  upload(bytes: Buffer): Promise<Media>;
  /** By name, which has no meaning. Cost: one request to the bucket. @throws {NotValid} for a damaged cursor */
  list(limit: number, cursor: string | undefined): Promise<MediaList>;
  /** Those of `names` that are not uploaded. Cost: one request to the bucket each. */
  missing(names: string[]): Promise<string[]>;
  /**
   * Refuses while published content shows the image. Content that is published at the same moment may lose
   * it: uploading the file again gives it the same name. Cost: two requests to the bucket, one to the table.
   * @throws {NotFound}, {Conflict}
   */
  remove(name: string): Promise<void>;
}

const folder = 'media/';
/** Requests in flight. */
const concurrency = 10;

export function mediaService(
  bucket: Bucket,
  isUsed: (name: string) => Promise<boolean>,
): MediaService {
  return {
    async upload(bytes) {
      const { name, contentType, width, height } = readImage(bytes);
      const path = `/${folder}${name}`;
      await bucket.put(folder + name, bytes, { contentType, cacheControl: cacheControl(path) });
      return { path, width, height, bytes: bytes.length };
    },

    async list(limit, cursor) {
      const after = cursor === undefined ? undefined : folder + decode(cursor);
      const files = await bucket.list(folder, { limit: limit + 1, ...(after && { after }) });
      const page = files.slice(0, limit);
      const items = page.flatMap(({ key, bytes }) => {
        const size = sizeIn(key.slice(folder.length));
        return size ? [{ path: `/${key}`, ...size, bytes }] : [];
      });
      const last = page.at(-1)?.key.slice(folder.length);
      const nextCursor = files.length > limit && last ? encode(last) : null;
      return { items, nextCursor };
    },

    async missing(names) {
      const found = await forEach(names, concurrency, (name) => bucket.has(folder + name));
      return names.filter((_, i) => !found[i]);
    },

    async remove(name) {
      if (!sizeIn(name) || !(await bucket.has(folder + name))) {
        throw new NotFound('There is no such image');
      }
      if (await isUsed(name)) {
        throw new Conflict('MEDIA_IN_USE', 'Published content shows this image');
      }
      await bucket.remove(folder + name);
    },
  };
}

function encode(name: string): string {
  return Buffer.from(name).toString('base64url');
}

function decode(cursor: string): string {
  const name = Buffer.from(cursor, 'base64url').toString();
  if (!sizeIn(name) || encode(name) !== cursor) {
    throw new NotValid('querystring.cursor', 'is not a cursor of this list');
  }
  return name;
}
