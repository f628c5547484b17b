import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** The client's address. It never comes from `X-Forwarded-For`, which any client can send. */
export type ViewerAddress = (request: FastifyRequest) => string;

/**
 * The address that the site’s CloudFront sends, in a header that `trustCloudFront` strips from all other
 * requests. Without it, the address that API Gateway saw in Lambda, or the socket's on a laptop.
 * @param sourceAddressHeader the header in which the platform sends each client's address.
 */
export function viewerAddress(sourceAddressHeader?: string): ViewerAddress {
  return ({ headers, socket }) => {
    const viewer = headers['x-viewer-address'];
    if (typeof viewer === 'string' && isIP(viewer)) return viewer;
    const source = sourceAddressHeader && headers[sourceAddressHeader];
    return typeof source === 'string' ? source : (socket.remoteAddress ?? '');
  };
}
