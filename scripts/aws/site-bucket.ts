import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  DeleteObjectsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { contentType } from '../../app/entry/site-files.ts';
import { cacheControl } from '../../app/http/site-headers.ts';
import { keepReplaced } from './replaced-assets.ts';

/** Images that the owner uploaded: this never lists or deletes them. */
const media = 'media/';

/**
 * Makes the bucket hold the files of `folder`. Uploads the files that pages refer to before the pages, and the
 * manifest, which the function reads, last: whatever names an asset finds it. Deletes all other files but
 * images and the assets that a build replaced in the last 30 days, as cached pages may still name them.
 * CloudFront compresses, so the compressed copies that the build made are not uploaded.
 */
export async function syncSite(
  s3: S3Client,
  Bucket: string,
  folder: string,
  now = Date.now(),
): Promise<{ uploaded: number; removed: number }> {
  const names = await files(folder);
  const isManifest = (name: string) => name === 'site.json';
  const isPage = (name: string) => name.endsWith('.html');
  for (const group of [
    names.filter((name) => !isPage(name) && !isManifest(name)),
    names.filter(isPage),
    names.filter(isManifest),
  ]) {
    await Promise.all(group.map((name) => upload(s3, Bucket, folder, name)));
  }
  const keys = names.map(keyOf);
  const gone = (await objects(s3, Bucket)).filter((key) => !keys.includes(key));
  const kept = await keepReplaced(s3, Bucket, gone, now);
  const removed = gone.filter((key) => !kept.has(key));
  // S3 deletes at most 1,000 objects per call.
  for (let i = 0; i < removed.length; i += 1000) {
    const Objects = removed.slice(i, i + 1000).map((Key) => ({ Key }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  }
  return { uploaded: keys.length, removed: removed.length };
}

async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** A folder's page has the key that CloudFront asks the bucket for: `privacy/`, not `privacy/index.html`. */
function keyOf(name: string): string {
  return name.replace(/\/index\.html$/, '/');
}

async function upload(s3: S3Client, Bucket: string, folder: string, name: string): Promise<void> {
  const Key = keyOf(name);
  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key,
      Body: await readFile(join(folder, name)),
      ContentType: contentType(name),
      CacheControl: cacheControl(`/${Key}`),
    }),
  );
}

/** All keys that are not images. */
async function objects(client: S3Client, Bucket: string): Promise<string[]> {
  const keys: string[] = [];
  const list = async (query: { Prefix?: string; Delimiter?: string }) => {
    const folders: string[] = [];
    for await (const page of paginateListObjectsV2({ client }, { Bucket, ...query })) {
      keys.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
      folders.push(...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix));
    }
    return folders;
  };
  const folders = await list({ Delimiter: '/' });
  for (const Prefix of folders.filter((folder) => folder !== media)) await list({ Prefix });
  return keys;
}
