import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { freshSockets } from './fresh-sockets.ts';

/** Connections to one service. */
const maxConnections = 50;

/** For a client of the SDK: keeps connections alive, but does not reuse them after a pause. */
export function httpHandler(endpoint: string | undefined, now = Date.now): NodeHttpHandler {
  const agent = new (endpoint?.startsWith('http:') ? HttpAgent : HttpsAgent)({
    keepAlive: true,
    maxSockets: maxConnections,
  });
  return new FreshHandler(freshSockets(agent, now), {
    httpAgent: agent,
    httpsAgent: agent as HttpsAgent,
  });
}

class FreshHandler extends NodeHttpHandler {
  readonly #dropIdle: () => void;

  constructor(dropIdle: () => void, options: ConstructorParameters<typeof NodeHttpHandler>[0]) {
    super(options);
    this.#dropIdle = dropIdle;
  }

  override handle(...args: Parameters<NodeHttpHandler['handle']>) {
    this.#dropIdle();
    return super.handle(...args);
  }
}
