import type { FastifyCorsOptions } from '@fastify/cors';

/** Whether an origin is one of `origins` (comma-separated, or `*`). */
export function originMatcher(origins: string): (origin: string) => boolean {
  const allowed = new Set(origins.split(/\s*,\s*/).filter(Boolean));
  return (origin) => allowed.has('*') || allowed.has(origin);
}

/** CORS for `origins` (comma-separated, or `*`). Other origins get answers without CORS headers. */
export function corsOptions(origins: string): FastifyCorsOptions {
  const isAllowed = originMatcher(origins);
  return {
    origin: (origin, callback) => {
      if (origins === '*') callback(null, '*');
      else callback(null, origin !== undefined && isAllowed(origin) ? origin : false);
    },
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'if-match', 'idempotency-key'],
    exposedHeaders: ['etag', 'location', 'retry-after', 'www-authenticate', 'x-request-id'],
    maxAge: 7200,
    strictPreflight: false,
  };
}
