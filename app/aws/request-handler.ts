import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { freshSockets } from './fresh-sockets.ts';

/** For a client of the SDK: 50 connections to a service, none of them used again after a pause. */
export function requestHandler(endpoint: string | undefined, now = Date.now): NodeHttpHandler {
  const agent = new (endpoint?.startsWith('http:') ? HttpAgent : HttpsAgent)({
    keepAlive: true,
    maxSockets: 50,
  });
  return new FreshHandler(freshSockets(agent, now), {
    httpAgent: agent,
    httpsAgent: agent as HttpsAgent,
    // A burst waits for one of the 50 sockets; `sender` bounds how long.
    socketAcquisitionWarningTimeout: 60_000,
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
