import { createHash } from 'node:crypto';
import { Refused } from '../lib/owner-requests.ts';
import type { ContentApi } from './api.ts';
import { originHash } from './origin.ts';
import {
  fingerprint,
  type Post,
  type Publication,
  publicationsOf,
  type ServerPost,
} from './post.ts';
import { aliasesFor, type PostFile } from './post-file.ts';

/** Another change of the post was first. */
export class Conflicting extends Error {}

type Written = ServerPost & { content: string };

/**
 * Makes the post of the API what the file says: images, text, publication, former addresses, in this order.
 * Each write leaves an origin that says what the post is then, so that a push that was interrupted goes on where
 * it was.
 * @param post as it was compared; undefined to create it.
 * @throws {Conflicting}, {Refused}
 */
export async function send(
  api: ContentApi,
  file: PostFile,
  post: ServerPost | undefined,
): Promise<void> {
  for (const image of file.images.values()) await api.upload(image);
  let written = post ? await update(api, file, post) : await create(api, file);
  if (!publicationsOf(written).includes(file.publication)) {
    written = await publish(api, file, written);
  }
  written = await addAliases(api, file, written);
  await link(api, file, written);
}

/** Notes in the post that it is what the file says. */
export async function link(api: ContentApi, file: PostFile, post: ServerPost): Promise<void> {
  const { fingerprint, path } = file;
  const aliases = aliasesFor(file, post);
  const { version, origin } = post;
  const isLinked = originHash({ fingerprint, aliases, version }) === origin?.hash;
  if (isLinked && origin?.path === path) return;
  const hash = originHash({ fingerprint, aliases, version: version + 1 });
  await write(api, post, { origin: { path, hash } });
}

async function create(api: ContentApi, file: PostFile): Promise<Written> {
  const { post, path, publication } = file;
  const isNow = publication === 'published';
  const state: Publication = isNow ? 'published' : 'draft';
  const origin = originOf(file, post, state, 1);
  const key = createHash('sha256')
    .update(JSON.stringify([path, file.fingerprint]))
    .digest('hex');
  const fields = { ...post, origin, ...(isNow && { status: 'published' }) };
  const created = await api.create(fields, `content-${key}`);
  // Of a push whose answer was lost, and changed since.
  if (fingerprint(created, state) !== fingerprint(post, state)) throw new Conflicting();
  return created;
}

function update(api: ContentApi, file: PostFile, before: ServerPost): Promise<Written> {
  const { excerpt = null, canonicalUrl = null, ...post } = file.post;
  const states = publicationsOf(before);
  const state = states.find((one) => one === file.publication) ?? states[0] ?? 'draft';
  const origin = originOf(file, file.post, state, before.version + 1);
  return write(api, before, { ...post, excerpt, canonicalUrl, origin });
}

async function publish(api: ContentApi, { publication }: PostFile, before: ServerPost) {
  const run = () => {
    if (publication === 'draft') return api.unpublish(before);
    return api.publish(before, publication === 'published' ? undefined : publication);
  };
  return orConflict(api, before, run, (now) => publicationsOf(now).includes(publication));
}

/** A slug that was public stays the post's when it gets another one: so it gets each for a moment. */
async function addAliases(api: ContentApi, file: PostFile, post: Written): Promise<Written> {
  let written = post;
  for (const alias of aliasesFor(file, post)) {
    const owner = await api.get(alias).catch(ignoreMissing);
    if (owner?.id === post.id) continue;
    for (const slug of [alias, file.post.slug]) {
      const next = { ...file.post, slug };
      const origin = originOf(file, next, file.publication, written.version + 1);
      written = await write(api, written, { slug, origin });
    }
  }
  return written;
}

function originOf({ path }: PostFile, post: Post, state: Publication, version: number) {
  const hash = originHash({ fingerprint: fingerprint(post, state), aliases: [], version });
  return { path, hash };
}

function ignoreMissing(error: unknown): undefined {
  if (!(error instanceof Refused && error.status === 404)) throw error;
}

/** @throws {Conflicting} */
function write(
  api: ContentApi,
  before: ServerPost,
  fields: { origin: { path: string; hash: string } } & Record<string, unknown>,
): Promise<Written> {
  const isOurs = ({ origin }: ServerPost) => origin?.hash === fields.origin.hash;
  return orConflict(api, before, () => api.update(before, fields), isOurs);
}

/**
 * A write whose answer was lost was repeated, and then refused: the post is as that write left it.
 * @throws {Conflicting}
 */
async function orConflict(
  api: ContentApi,
  before: ServerPost,
  run: () => Promise<Written>,
  isOurs: (now: ServerPost) => boolean,
): Promise<Written> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Refused && error.status === 412)) throw error;
    const now = await api.get(before.id);
    if (now.version === before.version + 1 && isOurs(now)) return now;
    throw new Conflicting();
  }
}
