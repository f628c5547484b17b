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
 * What is no file gets the site's 404 page when a browser opens it, else it goes to the app, too.
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
        joinDuplicateHeaders: true,
      },
      async (request, response) => {
        // Node's own answer to this is none of the contract's shape.
        if (request.headers.host === undefined && request.httpVersion === '1.1') {
          server.emit('clientError', new Error('No Host'), request.socket);
          return;
        }
        const url = request.url ?? '/';
        const isForPeople = request.headers.accept?.includes('text/html') ?? false;
        const file = (path: string, statusCode?: number) =>
          sendFile(root, request, response, path, statusCode).catch(() => false);
        const [, api] = /^\/api(\/.*|\?.*|$)/s.exec(url) ?? [];
        if (api !== undefined) {
          request.url = api.startsWith('/') ? api : `/${api}`;
          return app(request, response);
        }
        const path = url.split('?', 1)[0] ?? '/';
        const sent = (await file(path)) || (isForPeople && (await file('/404.html', 404)));
        if (!sent) app(request, response);
      },
    );
    return server;
  };
}

/** If-Match and Range that do not fit a file that is there. */
const refusedConditions = new Set([412, 416]);

/** Files that the build compressed, best first. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** True when the request was for a file and is answered. */
async function sendFile(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  statusCode?: number,
): Promise<boolean> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const file = path.endsWith('/') ? `${path}index.html` : path;
  const variants = encodings.filter(([encoding]) => accepts(request, encoding));
  for (const [encoding, ending] of [...variants, [undefined, ''] as const]) {
    const found = await send(request, file + ending, options(root));
    if (found.type !== 'file' && !refusedConditions.has(found.statusCode)) continue;
    const isWhole = found.statusCode === 200;
    response.writeHead(isWhole && statusCode ? statusCode : found.statusCode, {
      ...found.headers,
      ...siteHeaders,
      ...(encoding && { 'content-encoding': encoding }),
      'Content-Type': contentType(file),
      vary: 'Accept-Encoding',
      'cache-control': cacheControl(file),
    });
    found.stream.on('error', () => response.destroy()).pipe(response);
    return true;
  }
  return false;
}

/** How long a file may be kept: names under /assets/ change with their content. */
export function cacheControl(path: string): string {
  return path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache';
}

function accepts({ headers }: IncomingMessage, encoding: string): boolean {
  const offers = headers['accept-encoding']?.split(',') ?? [];
  return offers.some((offer) => {
    const [name, quality = '1'] = offer.trim().split(/\s*;\s*q=/);
    return name === encoding && Number(quality) > 0;
  });
}

function options(root: string) {
  return { root, dotfiles: 'ignore', cacheControl: false } as const;
}

/** Of what a file is, by its name. */
export function contentType(file: string): string {
  const type = send.mime.getType(file) ?? 'application/octet-stream';
  return /^text\/|javascript|json|xml/.test(type) ? `${type}; charset=utf-8` : type;
}
