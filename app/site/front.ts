import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import send from '@fastify/send';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What every file of the site is sent with. Nothing inline, nothing from elsewhere. */
export const siteHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
};

/**
 * A server that does on a laptop what CloudFront does in AWS: `/api/*` goes to the app without its
 * prefix and never to a file; other paths are files of the site under `root`, sent with `siteHeaders`.
 * What is no file goes to the app, too.
 */
export function frontServer(root: string): (app: Handler) => Server {
  return (app) => {
    const server = createServer(
      // Nobody holds a connection open by sending slowly.
      {
        requestTimeout: 10_000,
        headersTimeout: 10_000,
        connectionsCheckingInterval: 1000,
        requireHostHeader: false,
      },
      async (request, response) => {
        // Node's own answer to this is none of the contract's shape.
        if (request.headers.host === undefined && request.httpVersion === '1.1') {
          server.emit('clientError', new Error('No Host'), request.socket);
          return;
        }
        const url = request.url ?? '/';
        const [, api] = /^\/api(\/.*|\?.*|$)/s.exec(url) ?? [];
        if (api !== undefined) {
          request.url = api.startsWith('/') ? api : `/${api}`;
          return app(request, response);
        }
        const sent = await sendFile(root, request, response).catch(() => false);
        if (!sent) app(request, response);
      },
    );
    return server;
  };
}

/** If-Match and Range that do not fit a file that is there. */
const refusedConditions = new Set([412, 416]);

/** True when the request was for a file and is answered. */
async function sendFile(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const path = request.url?.split('?', 1)[0] ?? '/';
  const file = await send(request, path, { root, dotfiles: 'ignore', cacheControl: false });
  if (file.type !== 'file' && !refusedConditions.has(file.statusCode)) return false;
  response.writeHead(file.statusCode, {
    ...file.headers,
    ...siteHeaders,
    'cache-control': 'no-cache',
  });
  file.stream.on('error', () => response.destroy()).pipe(response);
  return true;
}
