import { once } from 'node:events';
import {
  createServer,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Test } from 'tap';
import { databaseEnv } from './table.ts';

/** What can go wrong with a request on its way to the table and back. */
export const faults = [
  'drop-request',
  'drop-answer',
  'hang',
  'hang-after-commit',
  'delay',
  'throttle',
  'error',
  'error-after-commit',
  'cut-body',
] as const;
type Fault = (typeof faults)[number] | 'none';

export interface FaultProxy {
  url: string;
  /** Chooses what happens to a request, by its body. */
  fault: (body: string) => Fault;
  /** The name of the error for throttled requests. */
  throttled: string;
  /** Requests that arrived. */
  requests: number;
  /** Connections that were made. */
  connections: number;
  /** Closes all connections, and accepts none until `accept`. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  /** Resets every current connection at its next use, as after a long pause. */
  breakIdleConnections(): void;
}

// After thousands of broken sockets, Node sometimes does not exit when nothing is left to do: it spins in
// the clean-up of its handles, which an explicit exit skips. Tap's own handlers run first.
process.once('beforeExit', () => setImmediate(() => process.exit()));

/** A proxy on a port of its own, by default for DynamoDB Local, that breaks requests as `fault` says. */
export async function startFaultProxy(t: Test, behind = database()): Promise<FaultProxy> {
  const target = new URL(behind.endpoint);
  const agent = new HttpAgent({ keepAlive: true, maxSockets: 100 });
  const sockets = new Set<Socket>();
  const broken = new WeakSet<Socket>();

  const server = createServer(async (request, response) => {
    proxy.requests++;
    if (broken.has(request.socket)) return request.socket.resetAndDestroy();
    try {
      await pass(proxy, request, response, (body) => forward(request, body));
    } catch {
      request.socket.destroy();
    }
  });
  server.on('connection', (socket) => {
    proxy.connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  async function forward(request: IncomingMessage, body: Buffer) {
    const { hostname, port } = target;
    const { method, url: path, headers } = request;
    const onward = httpRequest({ hostname, port, agent, method, path, headers }).end(body);
    const [response] = (await once(onward, 'response')) as [IncomingMessage];
    return { response, body: await buffer(response) };
  }

  async function listen(port: number): Promise<number> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  const port = await listen(0);
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${port}`,
    fault: () => 'none',
    throttled: behind.throttled,
    requests: 0,
    connections: 0,
    async refuse() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async accept() {
      await listen(port);
    },
    breakIdleConnections() {
      for (const socket of sockets) broken.add(socket);
    },
  };
  t.teardown(async () => {
    agent.destroy();
    if (server.listening) await proxy.refuse();
  });
  return proxy;
}

function database() {
  const { DYNAMODB_ENDPOINT } = databaseEnv();
  return { endpoint: DYNAMODB_ENDPOINT, throttled: 'ProvisionedThroughputExceededException' };
}

interface Forwarded {
  response: IncomingMessage;
  body: Buffer;
}

async function pass(
  { fault, throttled }: FaultProxy,
  request: IncomingMessage,
  response: ServerResponse,
  forward: (body: Buffer) => Promise<Forwarded>,
): Promise<void> {
  const { socket } = request;
  const body = await buffer(request);
  const kind = fault(body.toString());
  if (kind === 'drop-request') return void socket.destroy();
  if (kind === 'hang') return;
  if (kind === 'throttle') return sendError(response, 400, throttled);
  if (kind === 'error') return sendError(response, 500, 'InternalServerError');
  if (kind === 'delay') await sleep(500);

  const answer = await forward(body);
  if (kind === 'drop-answer') return void socket.resetAndDestroy();
  if (kind === 'hang-after-commit') return;
  if (kind === 'error-after-commit') return sendError(response, 500, 'InternalServerError');
  response.writeHead(answer.response.statusCode ?? 502, answer.response.headers);
  if (kind !== 'cut-body') return void response.end(answer.body);
  response.write(answer.body.subarray(0, answer.body.length / 2), () => socket.destroy());
}

function sendError(response: ServerResponse, statusCode: number, name: string): void {
  response.writeHead(statusCode, { 'content-type': 'application/x-amz-json-1.0' });
  const __type = `com.amazonaws#${name}`;
  response.end(JSON.stringify({ __type, message: 'A fault made by the test' }));
}
