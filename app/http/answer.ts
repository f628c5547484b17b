import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { members } from './members.ts';
import { siteHeaders } from './site-headers.ts';

/** What a route answers that sends text of its own, with the headers of the site. */
export interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * Sends the answer. One that caches may keep gets a strong `ETag` from its bytes, and a client that has these
 * bytes gets 304. `If-Modified-Since` decides nothing, and there is no `Last-Modified`: deleting the newest item
 * of a list turns its date back, so a date cannot tell that a list is unchanged.
 */
export function sendAnswer(
  request: Pick<FastifyRequest, 'headers'>,
  reply: FastifyReply,
  { statusCode, headers, body }: Answer,
): FastifyReply {
  reply.code(statusCode).headers({ ...siteHeaders, ...headers });
  if (statusCode !== 200 || headers['cache-control']?.includes('no-store')) return reply.send(body);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  reply.header('etag', etag);
  if (!matches(request.headers['if-none-match'], etag)) return reply.send(body);
  return reply.code(304).removeHeader('content-type').send();
}

/** By weak comparison, as the header asks for: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2 */
function matches(header: string | string[] | undefined, etag: string): boolean {
  return members(header).some((member) => member === '*' || member.replace(/^W\//, '') === etag);
}
