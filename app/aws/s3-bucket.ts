import type { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { Bucket } from '../bucket/bucket.ts';
import type { Config } from '../config.ts';
import { Unavailable } from '../errors.ts';
import { credentials } from './credentials.ts';
import { httpHandler } from './http-handler.ts';
import { withRetries } from './retry.ts';

type BucketConfig = Pick<
  Config,
  'AWS_REGION' | 'S3_ENDPOINT' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'AWS_SESSION_TOKEN'
>;

/** Time limit for one call with its retries. An image of 2 MiB takes S3 less than a second. */
const limitMs = 2500;
const attemptMs = 1500;

/** A bucket of S3. Each call is one request unless it is retried; all of them are idempotent. */
export function s3Bucket(config: BucketConfig, Bucket: string): Bucket {
  let client: S3Client | undefined;

  /** The SDK is loaded for the first call: most processes need none. */
  async function call<T>(
    send: (sdk: typeof import('./s3-sdk.ts'), client: S3Client, options: Options) => Promise<T>,
  ): Promise<T> {
    const sdk = await import('./s3-sdk.ts');
    client ??= new sdk.S3Client({
      region: config.AWS_REGION,
      ...(config.S3_ENDPOINT && { endpoint: config.S3_ENDPOINT, forcePathStyle: true }),
      ...credentials(config),
      maxAttempts: 1,
      requestHandler: httpHandler(config.S3_ENDPOINT),
    });
    const s3 = client;
    const signal = AbortSignal.timeout(limitMs);
    return withRetries((abortSignal) => send(sdk, s3, { abortSignal }), {
      isRetryable: (error) => !isRejected(error),
      signal,
      attemptMs,
    }).catch((error) => {
      throw isMissing(error) ? error : new Unavailable('The bucket', error);
    });
  }

  return {
    async get(Key) {
      return call(async (sdk, s3, options) => {
        const { Body } = await s3.send(new sdk.GetObjectCommand({ Bucket, Key }), options);
        return Body?.transformToByteArray();
      }).catch(ignoreMissing);
    },

    async has(Key) {
      const found = await call((sdk, s3, options) =>
        s3.send(new sdk.HeadObjectCommand({ Bucket, Key }), options),
      ).catch(ignoreMissing);
      return found !== undefined;
    },

    async put(Key, Body, { contentType, cacheControl }) {
      await call((sdk, s3, options) =>
        s3.send(
          new sdk.PutObjectCommand({
            Bucket,
            Key,
            Body,
            ContentType: contentType,
            CacheControl: cacheControl,
          }),
          options,
        ),
      );
    },

    async remove(Key) {
      await call((sdk, s3, options) =>
        s3.send(new sdk.DeleteObjectCommand({ Bucket, Key }), options),
      );
    },

    async list(Prefix, { limit, after }) {
      const { Contents = [] } = await call((sdk, s3, options) =>
        s3.send(
          new sdk.ListObjectsV2Command({
            Bucket,
            Prefix,
            MaxKeys: limit,
            ...(after && { StartAfter: after }),
          }),
          options,
        ),
      );
      return Contents.map(({ Key = '', Size = 0, LastModified = new Date(0) }) => ({
        key: Key,
        bytes: Size,
        lastModified: LastModified,
      }));
    },
  };
}

interface Options {
  abortSignal: AbortSignal;
}

/** Whether S3 understood a request and rejected it. A busy one answers 503. */
function isRejected(error: unknown): boolean {
  const status = statusOf(error);
  return status >= 400 && status < 500 && status !== 429;
}

/** S3 answers 403 for a missing file to those who may not list the folder. */
function isMissing(error: unknown): boolean {
  return statusOf(error) === 404 || statusOf(error) === 403;
}

function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}

function statusOf(error: unknown): number {
  return (error as Partial<S3ServiceException>).$metadata?.httpStatusCode ?? 0;
}
