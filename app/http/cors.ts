import type { FastifyCorsOptions } from '@fastify/cors';

/** CORS for `origins` (comma-separated, or `*`). Other origins get answers without CORS headers. */
export function corsOptions(origins: string): FastifyCorsOptions {
  const allowed = new Set(origins.split(',').map((origin) => origin.trim()));
  return {
    origin: (origin, callback) => {
      if (allowed.has('*')) callback(null, '*');
      else callback(null, origin !== undefined && allowed.has(origin) ? origin : false);
    },
    methods: ['GET', 'POST', 'PUT'],
    allowedHeaders: ['authorization', 'content-type'],
    exposedHeaders: ['retry-after', 'www-authenticate', 'x-request-id'],
    maxAge: 7200,
    strictPreflight: false,
  };
}
