import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** The address of the one who asks. Never from `X-Forwarded-For`, which anybody can send. */
export type ViewerAddress = (request: FastifyRequest) => string;

/**
 * What the site’s CloudFront says, which `siteOrigin` takes off all other requests; in Lambda else what
 * API Gateway saw; in a process of its own what the socket says.
 * @param sourceAddressHeader a header that the platform sets on every request with what it saw.
 */
export function viewerAddress(sourceAddressHeader?: string): ViewerAddress {
  return ({ headers, socket }) => {
    const viewer = headers['x-viewer-address'];
    if (typeof viewer === 'string' && isIP(viewer)) return viewer;
    const source = sourceAddressHeader && headers[sourceAddressHeader];
    return typeof source === 'string' ? source : (socket.remoteAddress ?? '');
  };
}
