import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from './user-error.ts';

const attempts = 6;
const maxWaitSeconds = 60;
const timeoutMs = 30_000;

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

/** The answer of the API at `base`; undefined if it is empty. @throws {UserError} for one that is not in JSON */
export async function readJson(response: Response, base: string): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new UserError(`${base} is not the API: it does not answer in JSON. Set API_BASE_URL.`);
  }
}
