import { type Answer, type Request, send } from './send.ts';
import { withToken } from './session.ts';

/** Sends a request as the owner. It throws the errors of `send` and `withToken`. */
export async function ask<T>(request: Request): Promise<Answer<T>> {
  return withToken((token) => send<T>({ ...request, token }));
}

/** The body of the answer to a GET. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await ask<T>({ path, signal })).body;
}
