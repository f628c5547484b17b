import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../lib/user-error.ts';
import type { ServerPost } from './post.ts';
import type { LocalImage } from './post-file.ts';
import type { Session } from './session.ts';

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

const attempts = 6;
const maxWaitSeconds = 60;
const timeoutMs = 30_000;

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
    const text = await response.text();
    const body = text === '' ? undefined : asJson(text, base);
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

/** @throws {UserError} when there is no answer but "later" */
export async function fetchAgain(url: string, init: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { ...init, signal }).catch((error) => asError(error));
    const isLate = response instanceof Error || [429, 502, 503, 504].includes(response.status);
    if (!isLate) return response;
    if (attempt === attempts || isNobody(response)) {
      const reason = response instanceof Error ? response.message : `status ${response.status}`;
      throw new UserError(`${new URL(url).origin} does not answer: ${reason}`);
    }
    await sleep(1000 * waitSeconds(response, attempt));
  }
}

/** Nothing listens there: not for now, but at all. */
function isNobody(answer: Response | (Error & { code?: string })): boolean {
  return answer instanceof Error && /^(ECONNREFUSED|ENOTFOUND)$/.test(answer.code ?? '');
}

function waitSeconds(response: Response | Error, attempt: number): number {
  const asked = response instanceof Error ? 0 : Number(response.headers.get('retry-after') ?? 0);
  return Math.min(asked > 0 ? asked : 0.25 * 2 ** attempt, maxWaitSeconds);
}

function asError(error: Error & { cause?: Error }): Error {
  return error.cause ?? error;
}

function asJson(text: string, base: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`${base} is not the API: it does not answer in JSON. Set API_BASE_URL.`);
  }
}
