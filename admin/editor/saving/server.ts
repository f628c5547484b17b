import { ask } from '../../api/api.ts';
import { ApiError, messageOf, NoAnswer, SignedOut } from '../../api/errors.ts';
import type { Request as ApiRequest } from '../../api/send.ts';
import type { KindDescription } from '../kinds.ts';
import { type Answered, changes, newBody, valuesOf } from '../values.ts';
import type { Base, Outcome, Request } from './state.ts';

/** Longer than the API takes at most: a text of 300 KiB needs its time on a slow line. */
const timeoutMs = 30_000;

/** An item with the file in git that it is kept in. */
export interface Item extends Base {
  origin?: string;
}

export function itemOf(kind: KindDescription, answer: Answered): Item {
  if (!isItem(answer)) throw new NoAnswer('The answer is not from the server of this site.');
  const { id, version, status, publishedAt, origin } = answer;
  const path = (origin as { path: string } | undefined)?.path;
  const values = valuesOf(kind, answer);
  return { id, version, status, publishedAt, values, ...(path && { origin: path }) };
}

/** Only an item says that it is stored: a portal of a network answers with whatever it likes. */
function isItem(answer: unknown): boolean {
  const { id, version, status } = Object(answer) as Partial<Answered>;
  return typeof id === 'string' && typeof version === 'number' && typeof status === 'string';
}

export async function readItem(kind: KindDescription, id: string, signal?: AbortSignal) {
  const path = `${kind.api}/${encodeURIComponent(id)}`;
  return itemOf(kind, (await ask<Answered>({ path, signal })).body);
}

/** Sends what the machine asks for. It never rejects. */
export function sendTo(kind: KindDescription): (request: Request) => Promise<Outcome> {
  return async (request) => {
    try {
      const { body } = await ask<Answered>({ ...apiRequest(kind, request), timeoutMs });
      return { type: 'done', item: itemOf(kind, body) };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

function apiRequest(kind: KindDescription, request: Request): ApiRequest {
  const { api } = kind;
  switch (request.type) {
    case 'create':
      return {
        method: 'POST',
        path: api,
        body: newBody(kind, request.values),
        headers: { 'idempotency-key': request.key },
      };
    case 'read':
      return { path: `${api}/${request.id}` };
    case 'update': {
      const { base, values } = request;
      return {
        method: 'PUT',
        path: `${api}/${base.id}`,
        body: changes(kind, base.values, values),
        headers: ifMatch(base),
      };
    }
    case 'act': {
      const { base, action } = request;
      return {
        method: 'POST',
        path: `${api}/${base.id}/${action.name}`,
        headers: ifMatch(base),
        ...(action.name === 'publish' && action.at && { body: { publishedAt: action.at } }),
      };
    }
  }
}

export function ifMatch({ version }: { version: number }): Record<string, string> {
  return { 'if-match': `"${version}"` };
}

/** The body was over the limit of the route, which may also be refused before the app. */
const tooLarge = { code: 'TOO_LARGE', message: 'This is too much text.', details: [] };

function outcomeOf(error: unknown): Outcome {
  if (error instanceof SignedOut) return { type: 'stopped' };
  if (error instanceof NoAnswer) return { type: 'unknown', isOffline: !navigator.onLine };
  if (!(error instanceof ApiError)) {
    return { type: 'refused', refusal: { message: messageOf(error), details: [] } };
  }
  const { status, code, message, details, retryAfterSeconds } = error;
  if (status === 412) return { type: 'stale' };
  // Without a code, it is not the API that does not find the item, or has no time.
  const isFromApi = code !== undefined;
  if (status === 404 && isFromApi) return { type: 'gone' };
  if (status === 404 || status === 408) return { type: 'unknown', isOffline: false };
  if (status === 429) return { type: 'busy', retryAfterSeconds };
  // 503 may mean that the write has succeeded.
  if (status >= 500) return { type: 'unknown', retryAfterSeconds, isOffline: false };
  if (status === 413) return { type: 'refused', refusal: tooLarge };
  return { type: 'refused', refusal: { code, message, details } };
}
