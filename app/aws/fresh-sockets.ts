import type { Agent } from 'node:http';

const maxIdleMs = 1000;

/**
 * Keeps `agent` from reusing a connection that has been idle for over a second, measured on the wall
 * clock: while Lambda has a process frozen, no timer runs and the process does not notice that the other
 * side hung up. When the first write on such a socket fails, the other side may or may not have received
 * it, and a count that may have been received cannot be sent again.
 *
 * Returns a function to call before each request. Cost: a loop over the idle sockets.
 */
export function freshSockets(agent: Agent, now: () => number): () => void {
  const freeSince = new WeakMap<object, number>();
  agent.on('free', (socket) => freeSince.set(socket, now()));
  return () => {
    // An agent reuses the last socket freed and skips destroyed ones only at the front of its list.
    // The list is in the order in which sockets became free, so the sockets destroyed here are a prefix.
    for (const sockets of Object.values(agent.freeSockets)) {
      for (const socket of sockets ?? []) {
        const idle = now() - (freeSince.get(socket) ?? Number.NEGATIVE_INFINITY);
        if (idle > maxIdleMs || idle < 0) socket.destroy();
      }
    }
  };
}
