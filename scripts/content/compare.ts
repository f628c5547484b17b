import type { ContentApi } from './api.ts';
import { hasAliases, originHash, readOriginHash } from './origin.ts';
import { fingerprintsOf, type ServerPost } from './post.ts';
import { aliasesFor, type PostFile } from './post-file.ts';

/**
 * How a file and the post that the API has of it stand to each other.
 * `same`: nothing to do. `unlinked`: the same, but the API does not know. `ahead`: only the file has changed since the
 * last push; `behind`: only the post has. `conflict`: both have, or they have nothing in common.
 */
export type Standing = 'new' | 'same' | 'unlinked' | 'ahead' | 'behind' | 'conflict';

export interface Pair {
  file: PostFile;
  /** With its content, unless the standing was clear without it. */
  post?: ServerPost;
  standing: Standing;
}

export interface Comparison {
  pairs: Pair[];
  /** Posts that were pushed from files of the folder that are gone. */
  gone: ServerPost[];
  /** Posts that no file has. */
  elsewhere: ServerPost[];
}

/**
 * Compares the files of `folder` with all posts. Cost: a request for each hundred posts, and one for each post that has
 * changed since its last push.
 */
export async function compare(
  api: ContentApi,
  files: PostFile[],
  folder: string,
): Promise<Comparison> {
  const posts = await api.list();
  const ofFiles = match(files, posts);
  const pairs: Pair[] = [];
  for (const file of files) pairs.push(await pairOf(api, file, ofFiles.get(file)));
  const taken = new Set([...ofFiles.values()].map(({ id }) => id));
  const rest = posts.filter(({ id }) => !taken.has(id));
  const isGone = ({ origin }: ServerPost) => origin?.path.startsWith(`${folder}/`) ?? false;
  return { pairs, gone: rest.filter(isGone), elsewhere: rest.filter((post) => !isGone(post)) };
}

/** By path and, for what no file of the folder has, by slug: the file was renamed, or the post written elsewhere. */
function match(files: PostFile[], posts: ServerPost[]): Map<PostFile, ServerPost> {
  const byPath = new Map(posts.map((post) => [post.origin?.path, post]));
  const bySlug = new Map(posts.map((post) => [post.slug, post]));
  const paths = new Set(files.map(({ path }) => path));
  const found = new Map<PostFile, ServerPost>();
  for (const file of files) {
    const sameSlug = bySlug.get(file.post.slug);
    const isFree = sameSlug && !paths.has(sameSlug.origin?.path ?? '');
    const post = byPath.get(file.path) ?? (isFree ? sameSlug : undefined);
    if (post) found.set(file, post);
  }
  return found;
}

async function pairOf(api: ContentApi, file: PostFile, post?: ServerPost): Promise<Pair> {
  if (!post) return { file, standing: 'new' };
  const pushed = readOriginHash(post.origin?.hash);
  const isSame =
    pushed?.fingerprint === file.fingerprint && hasAliases(pushed, aliasesFor(file, post));
  if (pushed?.version === post.version && post.origin?.path === file.path) {
    return { file, post, standing: isSame ? 'same' : 'ahead' };
  }
  const full = await api.get(post.id);
  return { file, post: full, standing: standingOf(file, full) };
}

function standingOf(file: PostFile, post: ServerPost & { content: string }): Standing {
  const pushed = readOriginHash(post.origin?.hash);
  const now = fingerprintsOf(post);
  if (now.includes(file.fingerprint)) {
    return hasAliases(pushed, aliasesFor(file, post)) ? linkOf(file, post) : 'ahead';
  }
  if (pushed && now.includes(pushed.fingerprint)) return 'ahead';
  return pushed?.fingerprint === file.fingerprint ? 'behind' : 'conflict';
}

function linkOf(file: PostFile, post: ServerPost): Standing {
  const { origin, version } = post;
  const aliases = aliasesFor(file, post);
  const hash = originHash({ fingerprint: file.fingerprint, aliases, version });
  return origin?.path === file.path && origin.hash === hash ? 'same' : 'unlinked';
}
