import { once } from 'node:events';
import { realpath } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { siteHeaders } from '../http/site-headers.ts';
import { originOf, sitePaths } from '../http/site-paths.ts';
import { type SiteFile, sendFile } from './site-files.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** How long a client that sends its request slowly can keep a connection open. */
const limits = {
  requestTimeout: 10_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 1000,
};

/**
 * Requests that the app handles at the same time; further ones queue. In Lambda, a process handles one.
 * 20 requests keep two processor cores busy, and are few enough to be answered within the app's time limits.
 */
const concurrency = 20;

/** What a browser on this machine calls it. */
const ownNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * A server that does on a laptop what CloudFront does in AWS, by the same table of paths. It passes API
 * requests to the app without their prefix `/api`, and requests for the app's pages as they are; it serves
 * files below `root`, and images below `media`, with the site's headers. If there is no such file, a browser gets the site's 404 page.
 * Any other client's request goes to the app, so that its routes also work without the prefix.
 *
 * A page of another site can have its name lead to this machine, and would then be of the same origin as this site. So
 * requests for other names than `localhost` and `names` get 421; with `names: 'all'`, none do.
 */
export function edgeServer(
  root: string,
  { media = join(root, 'media'), paths = sitePaths, names = [] }: EdgeOptions = {},
): (app: Handler) => Server {
  return (app) => {
    const limit = pLimit(concurrency);
    const server = createServer(
      { ...limits, requireHostHeader: false, joinDuplicateHeaders: true },
      async (request, response) => {
        // Node's own answer to a request without Host has no `HttpError` body.
        if (request.headers.host === undefined && request.httpVersion === '1.1') {
          server.emit('clientError', new Error('No Host'), request.socket);
          return;
        }
        if (names !== 'all' && !isFor(request.headers.host, names)) return misdirected(response);
        const url = request.url ?? '/';
        const [path = '/'] = url.split('?', 1);
        const origin = originOf(path, paths);
        if (origin === 'redirect') return redirect(response, `${path}/`);
        if (origin === 'api') request.url = url.slice('/api'.length);
        const isAnswered =
          origin === 'bucket' && (await sendFromBucket({ root, media }, path, request, response));
        if (!isAnswered) await limit(() => answer(app, request, response));
      },
    );
    return server;
  };
}

interface EdgeOptions {
  media?: string;
  paths?: typeof sitePaths;
  /** Further names of this server, or `all`. */
  names?: string[] | 'all';
}

/** A client of HTTP/1.0, which no browser is, need not send a name. */
function isFor(host: string | undefined, names: string[]): boolean {
  if (host === undefined) return true;
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase();
  return ownNames.has(name) || names.includes(name);
}

function misdirected(response: ServerResponse): void {
  const statusCode = 421;
  const message = 'This server answers to localhost';
  const body = { statusCode, error: STATUS_CODES[statusCode], code: 'MISDIRECTED', message };
  response.writeHead(statusCode, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { ...siteHeaders, location });
  response.end();
}

/** Resolves when the app has sent the answer, or the client has disconnected. */
async function answer(app: Handler, request: IncomingMessage, response: ServerResponse) {
  if (request.socket.destroyed) return;
  const closed = once(response, 'close');
  app(request, response);
  await closed;
}

async function sendFromBucket(
  { root, media }: { root: string; media: string },
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  // A build may replace `root`, a link, at any time. An answer is from one build from start to end.
  const folder = await realpath(root).catch(() => root);
  const send = (file: SiteFile, statusCode?: number) =>
    sendFile(file, request, response, statusCode).catch(() => false);
  const [, image] = /^\/media(\/.+)$/.exec(path) ?? [];
  const index = path.endsWith('/') ? `${path}index.html` : path;
  const wanted = image
    ? { root: media, file: image, path }
    : { root: folder, file: index, path: index };
  if (await send(wanted)) return true;
  const wantsHtml = request.headers.accept?.includes('text/html') ?? false;
  return wantsHtml && send({ root: folder, file: '/404.html', path: '/404.html' }, 404);
}
