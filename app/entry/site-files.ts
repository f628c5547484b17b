import type { IncomingMessage, ServerResponse } from 'node:http';
import send from '@fastify/send';
import { cacheControl, headersOf } from '../http/site-headers.ts';

/** The file exists, but does not satisfy `If-Match` or `Range`. */
const failedConditions = new Set([412, 416]);

/** Compressed variants that the build wrote, the best one first. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

export interface SiteFile {
  /** The folder, and the path of the file below it. */
  root: string;
  file: string;
  /** Its path on the site. */
  path: string;
}

/**
 * Answers the request with a file, compressed if the client accepts it. If there is no such file, it sends
 * nothing and returns false.
 */
export async function sendFile(
  { root, file, path }: SiteFile,
  request: IncomingMessage,
  response: ServerResponse,
  statusCode?: number,
): Promise<boolean> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const variants = encodings.filter(([encoding]) => accepts(request, encoding));
  for (const [encoding, ending] of [...variants, [undefined, ''] as const]) {
    const found = await send(request, file + ending, options(root));
    if (found.type !== 'file' && !failedConditions.has(found.statusCode)) continue;
    const isWhole = found.statusCode === 200;
    response.writeHead(isWhole && statusCode ? statusCode : found.statusCode, {
      ...found.headers,
      ...headersOf(path),
      ...(encoding && { 'content-encoding': encoding }),
      'Content-Type': contentType(file),
      vary: 'Accept-Encoding',
      'cache-control': cacheControl(path),
    });
    found.stream.on('error', () => response.destroy()).pipe(response);
    return true;
  }
  return false;
}

function accepts({ headers }: IncomingMessage, encoding: string): boolean {
  const offers = headers['accept-encoding']?.split(',') ?? [];
  return offers.some((offer) => {
    const [name, weight = 'q=1'] = offer.split(';').map((part) => part.trim());
    return name === encoding && Number(weight.replace(/^q=/i, '')) > 0;
  });
}

function options(root: string) {
  return { root, dotfiles: 'ignore', cacheControl: false } as const;
}

/** The media type of a file, by its name. */
export function contentType(file: string): string {
  const type = send.mime.getType(file) ?? 'application/octet-stream';
  return /^text\/|javascript|json|xml/.test(type) ? `${type}; charset=utf-8` : type;
}
