import type { FastifyRequest } from 'fastify';
import { test } from 'tap';
import { fromSite } from '../../app/http/origin.ts';
import { viewerAddress } from '../../app/http/viewer.ts';

const secret = 'a secret of the two of us, 32 long';
const socketAddress = '127.0.0.1';
const source = '198.51.100.7';
const viewer = '2001:db8:1:2::7';

function request(headers: Record<string, string>): FastifyRequest {
  return { headers, socket: { remoteAddress: socketAddress } } as unknown as FastifyRequest;
}

const inLambda = { isFromSite: fromSite(secret), sourceAddressHeader: 'x-source-address' };
const cases: [string, Parameters<typeof viewerAddress>[0], Record<string, string>, string][] = [
  ['in a process of its own', { isFromSite: fromSite(undefined) }, {}, socketAddress],
  [
    'a source that nobody set',
    { isFromSite: fromSite(secret) },
    { 'x-source-address': '192.0.2.1' },
    socketAddress,
  ],
  ['in Lambda', inLambda, { 'x-source-address': source }, source],
  [
    'behind CloudFront',
    inLambda,
    { 'x-source-address': source, 'x-origin-secret': secret, 'x-viewer-address': viewer },
    viewer,
  ],
  [
    'a wrong secret',
    inLambda,
    { 'x-source-address': source, 'x-origin-secret': `${secret}!`, 'x-viewer-address': viewer },
    source,
  ],
  [
    'two secrets',
    inLambda,
    {
      'x-source-address': source,
      'x-origin-secret': `${secret}, ${secret}`,
      'x-viewer-address': viewer,
    },
    source,
  ],
  ['no secret', inLambda, { 'x-source-address': source, 'x-viewer-address': viewer }, source],
  [
    'no secret configured',
    { ...inLambda, isFromSite: fromSite(undefined) },
    { 'x-source-address': source, 'x-origin-secret': 'undefined', 'x-viewer-address': viewer },
    source,
  ],
  [
    'an address that is none',
    inLambda,
    { 'x-source-address': source, 'x-origin-secret': secret, 'x-viewer-address': 'me, you' },
    source,
  ],
  [
    'what anybody can send',
    inLambda,
    { 'x-source-address': source, 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1' },
    source,
  ],
];

for (const [what, options, headers, expected] of cases) {
  test(`the viewer’s address: ${what}`, async (t) => {
    t.equal(viewerAddress(options)(request(headers)), expected);
  });
}
