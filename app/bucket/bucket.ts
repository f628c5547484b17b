/**
 * The files of the site: in AWS the bucket that CloudFront serves, on a laptop folders. Keys have no slash at
 * their start: `site.json`, `media/0123456789abcdef-640x480.webp`. All methods throw `Unavailable` when the
 * bucket fails or does not answer in time.
 */
export interface Bucket {
  /** The file's bytes, or undefined if there is none. */
  get(key: string): Promise<Uint8Array | undefined>;
  has(key: string): Promise<boolean>;
  put(key: string, bytes: Uint8Array, headers: FileHeaders): Promise<void>;
  /** Also succeeds if there is no such file. */
  remove(key: string): Promise<void>;
  /** Up to `limit` files whose keys begin with `prefix` and are greater than `after`, in the order of keys. */
  list(prefix: string, options: { limit: number; after?: string }): Promise<BucketFile[]>;
}

export interface BucketFile {
  key: string;
  bytes: number;
  lastModified: Date;
}

/** What a browser gets with a file. On a laptop, the local edge knows them by the file's name. */
export interface FileHeaders {
  contentType: string;
  cacheControl: string;
}
