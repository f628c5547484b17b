import type { Server, Socket } from 'node:net';
import type { onRequestAsyncHookHandler } from 'fastify';
import { Unavailable } from '../errors.ts';

/** What is left of 3 seconds, when an answer may take 1.5, and the process is busy. */
const longestWaitMs = 1000;

/**
 * Refuses who may have waited for long to be accepted. Node accepts one connection in a turn of the event
 * loop, so the last of a burst waits for as long as there was one in every turn.
 * @throws {Unavailable}
 */
export function refuseLate(
  server: Server,
  now = () => performance.now(),
): onRequestAsyncHookHandler {
  const waited = new WeakMap<Socket, number>();
  let burstBegan: number | undefined;
  let isAccepting = false;

  const atEndOfTurn = () => {
    if (isAccepting) setImmediate(atEndOfTurn);
    else burstBegan = undefined;
    isAccepting = false;
  };
  server.on('connection', (socket) => {
    if (burstBegan === undefined) setImmediate(atEndOfTurn);
    burstBegan ??= now();
    isAccepting = true;
    waited.set(socket, now() - burstBegan);
  });

  return async ({ socket }) => {
    const ms = waited.get(socket) ?? 0;
    waited.delete(socket);
    if (ms > longestWaitMs) throw new Unavailable('This process', new Error('Accepted too late'));
  };
}
