import { Unavailable } from '../errors.ts';
import type { SiteManifest } from '../render/manifest.ts';
import type { Bucket } from './bucket.ts';

const key = 'site.json';

/**
 * Reads the manifest of the site that was published last. A process reads it again after `maxAgeMs`, and keeps
 * the one it has while the bucket fails. Cost: one request to the bucket, by the call that finds it too old.
 * @throws {Unavailable} when no site has been published, or the bucket fails before the first one was read.
 */
export function siteManifest(
  bucket: Bucket,
  { maxAgeMs, now = Date.now }: { maxAgeMs: number; now?: () => number },
): () => Promise<SiteManifest> {
  let known: SiteManifest | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<SiteManifest> | undefined;

  async function read(): Promise<SiteManifest> {
    try {
      known = parse(await bucket.get(key));
    } catch (error) {
      if (!known) throw new Unavailable('The manifest of the site', error);
    } finally {
      reading = undefined;
    }
    readAt = now();
    return known;
  }

  return async () => {
    if (known && now() - readAt < maxAgeMs) return known;
    reading ??= read();
    return reading;
  };
}

function parse(bytes: Uint8Array | undefined): SiteManifest {
  if (!bytes) throw new Error('No site has been published yet');
  const manifest: SiteManifest = JSON.parse(Buffer.from(bytes).toString());
  const { language, name, assets } = Object(manifest);
  if (typeof language !== 'string' || typeof name !== 'string' || !assets?.style) {
    throw new Error('site.json is of another version');
  }
  return manifest;
}
