import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

const statuses: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** How long a rejected client may keep sending before its connection is cut. */
const lingerMs = 1000;

/**
 * Answers malformed HTTP with an `HttpError` body. Then it discards what the client still sends, for a
 * while: closing at once would reset the connection, and the client would lose the answer.
 */
export function clientErrorHandler(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const statusCode = statuses[error.code ?? ''] ?? 400;
  const name = STATUS_CODES[statusCode];
  const message = 'The request could not be read';
  const body = JSON.stringify({ statusCode, error: name, code: 'BAD_HTTP', message });
  socket.end(
    `HTTP/1.1 ${statusCode} ${name}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
  setTimeout(() => socket.destroy(), lingerMs).unref();
}
