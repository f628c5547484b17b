import type { Session } from './api-session.ts';
import { fetchAgain, readJson } from './fetch-again.ts';

/** What a request to the API answers with instead of success. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Init = RequestInit & { headers?: object };

/**
 * Requests of the owner to the API at `base`, whose answers are JSON. Those that did not succeed for now (429, 503, no
 * answer) are repeated, after the time that the API asks for.
 * @throws {Refused} for what the API refuses
 * @throws {UserError} when it does not answer, or the session is not valid any more
 */
export function ownerRequests(base: string, session: Session) {
  return async (path: string, init: Init = {}): Promise<unknown> => {
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
  };
}
