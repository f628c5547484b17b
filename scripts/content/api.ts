import type { Session } from '../lib/api-session.ts';
import { fetchAgain, readJson } from '../lib/fetch-again.ts';
import type { ServerPost } from './post.ts';
import type { LocalImage } from './post-file.ts';

type FullPost = ServerPost & { content: string };

/** What a request to the API answers with instead of success. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type ContentApi = ReturnType<typeof contentApi>;

/**
 * The owner's posts at `base`, by the public API. Requests that did not succeed for now (429, 503, no answer)
 * are repeated, after the time that the API asks for. All methods throw `Refused` for what it refuses.
 * @throws {UserError} when it does not answer, or the session is not valid any more
 */
export function contentApi(base: string, session: Session) {
  const posts = '/v1/blog/posts';

  async function request(path: string, init: RequestInit & { headers?: object } = {}) {
    const send = async () => {
      const headers = { ...init.headers, authorization: `Bearer ${await session.accessToken()}` };
      return fetchAgain(base + path, { ...init, headers });
    };
    let response = await send();
    if (response.status === 401) {
      session.expire();
      response = await send();
    }
    const body = await readJson(response, base);
    if (response.ok) return body;
    const { details = [], message } = body as {
      details?: { message: string; path: string }[];
      message: string;
    };
    const named = details.map((detail) => `${detail.path.replace('body.', '')} ${detail.message}`);
    throw new Refused(response.status, named.join('; ') || message);
  }

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
