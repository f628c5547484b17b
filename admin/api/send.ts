import { ApiError, NoAnswer } from './errors.ts';

export interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api`, with its query. */
  path: string;
  /** An object is sent as JSON, a file as it is. */
  body?: object | undefined;
  headers?: Record<string, string> | undefined;
  token?: string | undefined;
  /** Default: 10 seconds. */
  timeoutMs?: number | undefined;
  /** Lets the request outlive the page. Browsers refuse bodies over 64 KiB. */
  keepalive?: boolean | undefined;
  signal?: AbortSignal | undefined;
}

export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

/**
 * Sends a request once.
 * @throws {ApiError} for a status from 400 on.
 * @throws {NoAnswer} when no complete answer came in time.
 */
export async function send<T>(request: Request): Promise<Answer<T>> {
  const { method = 'GET', path, body, token, timeoutMs = 10_000, keepalive = false } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  const isFile = body instanceof Blob;
  const response = await fetched(`/api${path}`, {
    method,
    keepalive,
    cache: 'no-store',
    signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
    headers: {
      ...(body && { 'content-type': isFile ? body.type : 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...request.headers,
    },
    ...(body && { body: isFile ? body : JSON.stringify(body) }),
  });
  const { status, headers } = response;
  if (status >= 400) throw new ApiError(status, response.body, headers.get('retry-after'));
  return { status, body: response.body as T, headers };
}

/** An answer that is not JSON, as from a proxy, has no body here. */
async function fetched(path: string, init: RequestInit) {
  try {
    const response = await fetch(path, init);
    const text = await response.text();
    const { status, headers } = response;
    const isJson = headers.get('content-type')?.includes('json') ?? false;
    if (status < 400 && text && !isJson) throw new Error('not JSON');
    return { status, headers, body: isJson ? JSON.parse(text) : undefined };
  } catch (error) {
    if (init.signal?.aborted && (error as Error).name === 'AbortError') throw error;
    const isLate = (error as Error).name === 'TimeoutError';
    if (!navigator.onLine) throw new NoAnswer('This device is offline.');
    throw new NoAnswer(
      isLate ? 'The server did not answer in time.' : 'The server cannot be reached.',
    );
  }
}
