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

/**
 * Makes the bucket hold the files of `folder` and no others. Uploads the files that pages refer to
 * before the pages, and deletes old files last, so that no page ever lacks its style. CloudFront
 * compresses, so the compressed copies that the build made are not uploaded.
 */
export async function syncSite(
  s3: S3Client,
  Bucket: string,
  folder: string,
): Promise<{ uploaded: number; removed: number }> {
  const keys = await files(folder);
  const pages = keys.filter((key) => key.endsWith('.html'));
  const others = keys.filter((key) => !key.endsWith('.html'));
  for (const group of [others, pages]) {
    await Promise.all(group.map((key) => upload(s3, Bucket, folder, key)));
  }
  const gone = (await objects(s3, Bucket)).filter((key) => !keys.includes(key));
  // S3 deletes at most 1,000 objects per call.
  for (let i = 0; i < gone.length; i += 1000) {
    const Objects = gone.slice(i, i + 1000).map((Key) => ({ Key }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  }
  return { uploaded: keys.length, removed: gone.length };
}

async function files(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

async function upload(s3: S3Client, Bucket: string, folder: string, Key: string): Promise<void> {
  await s3.send(
    new PutObjectCommand({
      Bucket,
      Key,
      Body: await readFile(join(folder, Key)),
      ContentType: contentType(Key),
      CacheControl: cacheControl(`/${Key}`),
    }),
  );
}

async function objects(client: S3Client, Bucket: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
    keys.push(...Contents.map(({ Key = '' }) => Key));
  }
  return keys;
}
