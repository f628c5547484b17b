import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { IsFromSite } from './origin.ts';

/** The address of the one who asks. Never from `X-Forwarded-For`, which anybody can send. */
export type ViewerAddress = (request: FastifyRequest) => string;

interface Options {
  isFromSite: IsFromSite;
  /** A header that the platform sets on every request with the address that called it. */
  sourceAddressHeader?: string;
}

/**
 * Behind CloudFront, the header that its function sets; in Lambda else what API Gateway saw; in a
 * process of its own what the socket says.
 */
export function viewerAddress({ isFromSite, sourceAddressHeader }: Options): ViewerAddress {
  return (request) => {
    const { headers, socket } = request;
    const viewer = headers['x-viewer-address'];
    if (typeof viewer === 'string' && isIP(viewer) && isFromSite(request)) return viewer;
    const source = sourceAddressHeader && headers[sourceAddressHeader];
    return typeof source === 'string' ? source : (socket.remoteAddress ?? '');
  };
}
