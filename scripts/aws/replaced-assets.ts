import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** In the bucket: each asset that no build has any more, with the instant of the publication that replaced it. */
const file = 'replaced-assets.json';
const keptMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Those of `gone`, the keys that the new build lacks, which are to stay: assets that were replaced less than
 * 30 days ago, now included. A page in a browser's tab or in a cache may name them.
 */
export async function keepReplaced(
  s3: S3Client,
  Bucket: string,
  gone: string[],
  now: number,
): Promise<Set<string>> {
  const known = await read(s3, Bucket);
  const kept = Object.fromEntries(
    gone
      .filter((key) => key.startsWith('assets/'))
      .map((key) => [key, known[key] ?? new Date(now).toISOString()] as const)
      .filter(([, replacedAt]) => now - Date.parse(replacedAt) < keptMs),
  );
  const ContentType = 'application/json';
  const Body = JSON.stringify(kept, null, 2);
  await s3.send(new PutObjectCommand({ Bucket, Key: file, Body, ContentType }));
  return new Set([file, ...Object.keys(kept)]);
}

async function read(s3: S3Client, Bucket: string): Promise<Record<string, string>> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: file }));
    return JSON.parse((await Body?.transformToString()) ?? '{}');
  } catch (error) {
    if (error instanceof NoSuchKey) return {};
    throw error;
  }
}
