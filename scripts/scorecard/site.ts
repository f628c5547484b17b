import { UserError } from '../lib/user-error.ts';

export interface Answered {
  status: number;
  type: string;
  headers: Headers;
  body: string;
}

/** A deployed site. */
export interface Site {
  url: URL;
  /** What it answers at a path or URL; asked once. Follows no redirect. */
  get(path: string): Promise<Answered>;
}

const timeoutMs = 10_000;

/** @throws {UserError} for what is no address of a site. */
export function siteAt(address: string): Site {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UserError(`--url: "${address}" is not valid. Expected: https://…`);
  }
  const asked = new Map<string, Promise<Answered>>();
  return {
    url,
    get(path) {
      const target = new URL(path, url).href;
      const answer = asked.get(target) ?? ask(target);
      asked.set(target, answer);
      return answer;
    },
  };
}

async function ask(url: string): Promise<Answered> {
  const answer = await fetch(url, {
    // Not counted, and not held to be a visitor.
    headers: { 'x-live-test': '1' },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(({ message, cause }) => {
    throw new Error(`${url}: ${cause?.message ?? message}`);
  });
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, type, headers: answer.headers, body: await answer.text() };
}
