import type { FastifyInstance } from 'fastify';
import { test } from 'tap';
import { viewerAddress } from '../../app/http/viewer.ts';
import { build } from '../support/build.ts';

const secret = 'what-only-the-site-and-the-app-know';
const source = '198.51.100.7';
const viewer = '2001:db8:1:2::7';
const inLambda = 'x-source-address';
const socketAddress = '127.0.0.1';

const fromSite = { 'x-origin-secret': secret, 'x-viewer-address': viewer };
const cases: [string, string | undefined, Record<string, string>, string][] = [
  ['the socket’s address on a laptop', undefined, {}, socketAddress],
  [
    'the socket’s address if a client sends a source address',
    undefined,
    { 'x-source-address': source },
    socketAddress,
  ],
  ['the source address in Lambda', inLambda, { 'x-source-address': source }, source],
  [
    'the address that CloudFront sends',
    inLambda,
    { ...fromSite, 'x-source-address': source },
    viewer,
  ],
  [
    'the source address without the origin secret',
    inLambda,
    { 'x-viewer-address': viewer, 'x-source-address': source },
    source,
  ],
  [
    'the source address if CloudFront sends no valid address',
    inLambda,
    { ...fromSite, 'x-viewer-address': `${viewer}, ${source}`, 'x-source-address': source },
    source,
  ],
  [
    'the source address if a client sends forwarding headers',
    inLambda,
    { 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1', 'x-source-address': source },
    source,
  ],
];

for (const [what, header, headers, expected] of cases) {
  test(`the viewer’s address is ${what}`, async (t) => {
    const address = viewerAddress(header);
    const extend = (app: FastifyInstance) =>
      app.get('/address', { config: { policy: 'public' } }, async (request) => address(request));
    const { app } = await build(t, { env: { ORIGIN_SECRET: secret }, extend });
    t.equal((await app.inject({ url: '/address', headers })).body, expected);
  });
}
