import type { Agent } from 'node:http';

const maxIdleMs = 1000;

/**
 * Keeps `agent` from reusing a connection that has been idle for over a second, measured on the wall
 * clock: while Lambda has a process frozen, no timer runs and the process does not notice that the other
 * side hung up. The first write on such a socket fails in a way that leaves open whether it was received,
 * and a count that may have been received cannot be sent again.
 *
 * Returns a function to call before each request. Cost: a look at the idle sockets.
 */
export function freshSockets(agent: Agent, now: () => number): () => void {
  const freeSince = new WeakMap<object, number>();
  agent.on('free', (socket) => freeSince.set(socket, now()));
  return () => {
    // An agent reuses the last socket freed and skips destroyed ones only at the front of its list.
    // The list is in the order in which sockets became free, so what is destroyed here is a prefix.
    for (const sockets of Object.values(agent.freeSockets)) {
      for (const socket of sockets ?? []) {
        const idle = now() - (freeSince.get(socket) ?? Number.NEGATIVE_INFINITY);
        if (idle > maxIdleMs || idle < 0) socket.destroy();
      }
    }
  };
}
