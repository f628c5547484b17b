import { test } from 'tap';
import { crossSite } from '../../app/http/cross-site.ts';

const site = { host: 'me.example' };
const own = 'https://me.example';
const other = 'https://evil.example';
const blog = 'https://blog.example';
/** What the site's CloudFront sends to the API. */
const viaCloudFront = {
  host: 'a1b2.execute-api.us-east-1.amazonaws.com',
  'x-viewer-host': site.host,
};

const cases: [string, Record<string, string>, boolean][] = [
  ['the site’s page', { ...site, 'sec-fetch-site': 'same-origin', origin: own }, false],
  ['the site’s page through CloudFront', { ...viaCloudFront, origin: own }, false],
  ['the site’s page in an older browser', { ...site, origin: own }, false],
  ['a page of a laptop', { host: 'localhost:3000', origin: 'http://localhost:3000' }, false],
  ['a page at the default port', { host: 'localhost:80', origin: 'http://localhost' }, false],
  ['a page whose host is in capitals', { host: 'ME.example', origin: own }, false],
  [
    'a page behind a proxy',
    { host: '10.0.0.1', 'sec-fetch-site': 'same-origin', origin: own },
    false,
  ],
  ['no page', site, false],
  ['an allowed origin', { ...site, 'sec-fetch-site': 'cross-site', origin: blog }, false],
  ['an allowed origin in an older browser', { ...site, origin: blog }, false],
  ['another site', { ...site, 'sec-fetch-site': 'cross-site', origin: other }, true],
  ['another site without its origin', { ...site, 'sec-fetch-site': 'cross-site' }, true],
  ['another site in an older browser', { ...site, origin: other }, true],
  ['another site through CloudFront', { ...viaCloudFront, origin: other }, true],
  [
    'a page of the API’s own host',
    { ...viaCloudFront, origin: `https://${viaCloudFront.host}` },
    true,
  ],
  ['a subdomain', { ...site, 'sec-fetch-site': 'same-site' }, true],
  ['a subdomain in an older browser', { ...site, origin: 'https://www.me.example' }, true],
  ['another port', { ...site, origin: 'https://me.example:8443' }, true],
  ['a host that only begins alike', { ...site, origin: 'https://me.example.evil.example' }, true],
  ['a sandboxed frame', { ...site, origin: 'null' }, true],
  ['a navigation', { ...site, 'sec-fetch-site': 'none' }, true],
  ['two claims', { ...site, 'sec-fetch-site': 'same-origin, cross-site' }, true],
  ['the site’s page, said twice', { ...site, 'sec-fetch-site': 'same-origin, same-origin' }, false],
  ['the site’s origin, said twice', { ...site, origin: `${own}, ${own}` }, false],
  ['two origins', { ...site, origin: `${own}, ${other}` }, true],
  ['an allowed origin, said twice', { ...site, origin: `${blog}, ${blog}` }, false],
  ['an allowed and another origin', { ...site, origin: `${blog}, ${other}` }, true],
  ['an empty origin', { ...site, origin: '' }, false],
  ['an origin that is none', { ...site, origin: '%' }, true],
  ['a host that is none', { host: '%', origin: own }, true],
];

for (const [what, headers, expected] of cases) {
  test(`a request from ${what} is ${expected ? '' : 'not '}cross-site`, (t) => {
    t.equal(crossSite(`${blog}, https://shop.example`)({ headers }), expected);
    t.end();
  });
}

test('with a star, no origin is another site, and a request without an origin may be', (t) => {
  const isCrossSite = crossSite('*');
  t.equal(
    isCrossSite({ headers: { ...site, 'sec-fetch-site': 'cross-site', origin: other } }),
    false,
  );
  t.equal(isCrossSite({ headers: { ...site, 'sec-fetch-site': 'cross-site' } }), true);
  t.end();
});
