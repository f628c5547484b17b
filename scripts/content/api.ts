import type { Session } from '../lib/api-session.ts';
import { ownerRequests } from '../lib/owner-requests.ts';
import type { ServerPost } from './post.ts';
import type { LocalImage } from './post-file.ts';

type FullPost = ServerPost & { content: string };

export type ContentApi = ReturnType<typeof contentApi>;

/** The owner's posts at `base`, by the public API. All methods throw as `ownerRequests`. */
export function contentApi(base: string, session: Session) {
  const posts = '/v1/blog/posts';

  const request = ownerRequests(base, session);

  const json = (method: string, body: object, headers: object = {}) => ({
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  const only = (version: number) => ({ 'if-match': `"${version}"` });

  return {
    /** Without texts. Cost: a request for each hundred. */
    async list(): Promise<ServerPost[]> {
      const all: ServerPost[] = [];
      let cursor: string | null = null;
      do {
        const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = (await request(`${posts}?status=all&limit=100${query}`)) as {
          items: ServerPost[];
          nextCursor: string | null;
        };
        all.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return all;
    },

    async get(idOrSlug: string): Promise<FullPost> {
      return (await request(`${posts}/${idOrSlug}`)) as FullPost;
    },

    /** @param key the same for the same new post, so that a repeated request makes one. */
    async create(fields: object, key: string): Promise<FullPost> {
      return (await request(posts, json('POST', fields, { 'idempotency-key': key }))) as FullPost;
    },

    /** These methods change the post at this version only. */
    async update({ id, version }: ServerPost, fields: object): Promise<FullPost> {
      return (await request(`${posts}/${id}`, json('PUT', fields, only(version)))) as FullPost;
    },

    async publish({ id, version }: ServerPost, publishedAt?: string): Promise<FullPost> {
      const body = publishedAt === undefined ? {} : { publishedAt };
      const init = json('POST', body, only(version));
      return (await request(`${posts}/${id}/publish`, init)) as FullPost;
    },

    async unpublish({ id, version }: ServerPost): Promise<FullPost> {
      const init = { method: 'POST', headers: only(version) };
      return (await request(`${posts}/${id}/unpublish`, init)) as FullPost;
    },

    async upload({ bytes, contentType }: LocalImage): Promise<void> {
      const headers = { 'content-type': contentType };
      await request('/v1/media', { method: 'POST', body: new Uint8Array(bytes), headers });
    },
  };
}
