import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import pLimit from 'p-limit';
import { originOf, sitePaths } from '../http/site-paths.ts';
import { sendFile } from './site-files.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A client that sends its request slowly keeps a connection open no longer than this. */
const limits = {
  requestTimeout: 10_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 1000,
};

/**
 * Requests that the app handles at a time, all others queue: in Lambda a process has one. As many as keep
 * two processor cores busy, and few enough to be answered within the app's time limits.
 */
const concurrency = 20;

/**
 * A server that does on a laptop what CloudFront does in AWS, by the same table of paths: the API without
 * its prefix `/api`, pages of the app, and files below `root` with the headers of the site. Where no file
 * is, a browser gets the site's 404 page and the app gets all other requests, so that its routes can be
 * called without the prefix, too.
 */
export function edgeServer(root: string, paths = sitePaths): (app: Handler) => Server {
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
        const url = request.url ?? '/';
        const [path = '/'] = url.split('?', 1);
        const origin = originOf(path, paths);
        if (origin === 'api') request.url = url.slice('/api'.length);
        const isAnswered =
          origin === 'bucket' && (await sendFromBucket(root, path, request, response));
        if (!isAnswered) await limit(() => answer(app, request, response));
      },
    );
    return server;
  };
}

/** Until the answer is sent, or its client is gone. */
async function answer(app: Handler, request: IncomingMessage, response: ServerResponse) {
  if (request.socket.destroyed) return;
  const closed = once(response, 'close');
  app(request, response);
  await closed;
}

async function sendFromBucket(
  root: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const file = (path: string, statusCode?: number) =>
    sendFile(root, request, response, path, statusCode).catch(() => false);
  const wantsHtml = request.headers.accept?.includes('text/html') ?? false;
  return (await file(path)) || (wantsHtml && (await file('/404.html', 404)));
}
