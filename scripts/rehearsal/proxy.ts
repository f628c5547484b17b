import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { generate } from 'selfsigned';
import { region } from './local-aws.ts';

/** The names that the proxy accepts, and the host by which the local AWS knows each. */
const names: [name: string, local: (host: string) => string][] = [
  ['*.cloudfront.net', (host) => host],
  [`*.s3.${region}.amazonaws.com`, (host) => host],
  [
    `*.execute-api.${region}.amazonaws.com`,
    (host) => `${host.split('.', 1)}.execute-api.localhost`,
  ],
  // Serves the keys of the user pool.
  [`cognito-idp.${region}.amazonaws.com`, (host) => host],
];

export interface NameProxy {
  url: string;
  /** The local AWS over HTTPS: the bucket policies reject plain HTTP. */
  endpoint: string;
  /** The same without TLS, for functions: the local AWS takes TLS out of their requests to this machine. */
  functionsEndpoint: string;
  /** Clients of the proxy must trust it. */
  certificate: string;
  stop(): Promise<void>;
}

/**
 * A proxy that forwards the names that AWS assigns to the local AWS at `endpoint`, over HTTP and HTTPS:
 * no `/etc/hosts`, no port 443, no root. It refuses all other names, so that nothing leaves this
 * machine.
 */
export async function startProxy(endpoint: string): Promise<NameProxy> {
  const { hostname, port } = new URL(endpoint);
  const pair = await certificate();

  const forward = (scheme: 'http' | 'https') => (from: IncomingMessage, to: ServerResponse) => {
    const host = localHost(from.headers.host);
    if (!host) return void to.writeHead(403).end();
    // Over HTTP, a proxy receives whole URLs.
    const path = from.url?.replace(/^http:\/\/[^/]+/, '') ?? '/';
    const headers = { ...from.headersDistinct, host, 'x-forwarded-proto': scheme };
    const onward = request({ hostname, port, method: from.method, path, headers });
    onward.on('response', (response) => {
      to.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(to);
    });
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  };

  const tls = createTlsServer({ key: pair.private, cert: pair.cert }, forward('https'));
  const server = createServer(forward('http'));
  server.on('connect', ({ url }, socket) => {
    socket.on('error', () => socket.destroy());
    if (!localHost(url)) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    tls.emit('connection', socket);
  });
  const plain = createServer(forward('https'));
  const [http, https, forFunctions] = [
    await listen(server),
    await listen(tls),
    await listen(plain),
  ];
  return {
    url: `http://127.0.0.1:${http.port}`,
    endpoint: `https://127.0.0.1:${https.port}`,
    functionsEndpoint: `http://127.0.0.1:${forFunctions.port}`,
    certificate: pair.cert,
    async stop() {
      await Promise.all([http.close(), https.close(), forFunctions.close()]);
    },
  };
}

function certificate() {
  const hosts = names.map(([value]) => ({ type: 2 as const, value }));
  const altNames = [...hosts, { type: 7 as const, ip: '127.0.0.1' }];
  return generate([{ name: 'commonName', value: 'cloud-resume rehearsal' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames }],
  });
}

/** Listens on a free port. `close` ends open connections as well. */
async function listen(server: Server) {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function localHost(host = ''): string | undefined {
  if (host.startsWith('127.0.0.1:')) return host;
  const bare = host.replace(/:\d+$/, '');
  const wildcard = bare.replace(/^[^.]+/, '*');
  const [, local] = names.find(([name]) => name === bare || name === wildcard) ?? [];
  return local?.(bare);
}
