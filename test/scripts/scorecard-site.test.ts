import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Test, test } from 'tap';
import { freePort } from '../../scripts/lib/free-port.ts';
import { repositoryAt } from '../../scripts/scorecard/repository.ts';
import { type Site, siteAt } from '../../scripts/scorecard/site.ts';
import { check } from '../../scripts/scorecard/step.ts';
import { stepOf, steps } from '../support/scorecard.ts';

interface Answer {
  status?: number;
  type: string;
  headers?: Record<string, string>;
  body: string;
}

const page = `<!doctype html><html lang="en"><title>Ada</title><link rel="stylesheet" href="/s.css">
<script type="module" src="/a.js"></script><script type="module" src="/b.js"></script>
<h1>Ada</h1><p><span id="visitor-count" data-from="/api/v1/visitors/count">—</span></p></html>`;

/** What a deployment answers, as far as the scorecard asks. */
const complete: Record<string, Answer> = {
  '/': { type: 'text/html; charset=utf-8', headers: { 'x-amz-cf-id': 'a' }, body: page },
  '/s.css': { type: 'text/css', body: 'h1 { color: red }' },
  '/a.js': { type: 'text/javascript', body: '' },
  '/b.js': { type: 'text/javascript', body: "document.getElementById('visitor-count')" },
  '/api/health': { type: 'application/json', body: '{"status":"ok"}' },
  '/api/v1/visitors/count': { type: 'application/json', body: '{"count":12}' },
  '/blog/feed.xml': { type: 'application/rss+xml', body: '<rss><channel><item></item></channel>' },
};

/** A site that answers so. */
async function serve(t: Test, changed: Record<string, Answer> = {}): Promise<Site> {
  const answers = { ...complete, ...changed };
  const server = createServer(({ url = '' }, response) => {
    const { status = 200, type, headers, body } = answers[url] ?? { ...missing };
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  }).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await new Promise((listening) => server.once('listening', listening));
  return siteAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

const missing: Answer = { status: 404, type: 'text/html', body: page };

const deployed = async (id: string, site: Site) => {
  const { facts: _, ...step } = stepOf(id);
  return check({ ...step, facts: [] }, repositoryAt('.'), site);
};

const served = ['2', '3', '4', '7', '8', '9', '16'];

test('a deployment that has everything is done', async (t) => {
  const site = await serve(t);
  for (const id of served) t.equal((await deployed(id, site)).status, 'done', id);
});

const lacks: [id: string, what: string, changed: Record<string, Answer>][] = [
  [
    '2',
    'a page with mistakes',
    { '/': { type: 'text/html', body: page.replace('<h1>', '<h1 a a>') } },
  ],
  ['2', 'no page', { '/': missing }],
  ['2', 'no HTML', { '/': { type: 'text/plain', body: page } }],
  ['3', 'no style sheet', { '/s.css': missing }],
  [
    '3',
    'a page without style',
    { '/': { type: 'text/html', body: page.replace('stylesheet', 'icon') } },
  ],
  ['4', 'a page without CloudFront', { '/': { type: 'text/html', body: page } }],
  ['7', 'a script that does not fill the number', { '/b.js': missing }],
  [
    '7',
    'no place for the number',
    { '/': { type: 'text/html', body: page.replace('visitor-count', 'x') } },
  ],
  ['8', 'no number', { '/api/v1/visitors/count': { type: 'application/json', body: '{}' } }],
  [
    '8',
    'a database that does not answer',
    { '/api/v1/visitors/count': { status: 503, type: '', body: '{}' } },
  ],
  [
    '9',
    'an API that is not healthy',
    { '/api/health': { type: 'application/json', body: '{"status":"no"}' } },
  ],
  ['9', 'a page instead of the API', { '/api/health': missing }],
  [
    '16',
    'a feed without posts',
    { '/blog/feed.xml': { type: 'application/rss+xml', body: '<rss>' } },
  ],
];
for (const [id, what, changed] of lacks) {
  test(`step ${id} is not done with ${what}`, async (t) => {
    t.equal((await deployed(id, await serve(t, changed))).status, 'not done');
  });
}

test('a site that does not answer has done nothing', async (t) => {
  const site = siteAt(`http://127.0.0.1:${await freePort()}`);
  for (const id of served) {
    const { status, evidence } = await deployed(id, site);
    t.equal(status, 'not done', id);
    t.match(evidence[0]?.reason, /^http:\/\/127\.0\.0\.1:\d+\/.*ECONNREFUSED/);
  }
});

const addresses: [address: string, done: boolean][] = [
  ['https://resume.example.com', true],
  ['https://d111111abcdef8.cloudfront.net', false],
  ['https://a1b2.execute-api.us-east-1.amazonaws.com/Prod', false],
  ['http://localhost:3000', false],
  ['http://127.0.0.1:3000', false],
  ['http://[::1]:3000', false],
];
for (const [address, done] of addresses) {
  test(`${address} is ${done ? 'a' : 'no'} domain of its own`, async (t) => {
    t.equal((await deployed('6', siteAt(address))).status, done ? 'done' : 'not done');
  });
}

test('without a deployment, nobody can tell whether it has a domain', async (t) => {
  t.match(await check(stepOf('6'), repositoryAt('.')), {
    status: 'not checkable here',
    evidence: [{ holds: true }, { holds: null, reason: /--url/ }],
  });
});

/** No certificate is valid for a server of a test: what a site at an HTTPS address answers over HTTP. */
const overHttps = (status: number, location: string): Site => ({
  url: new URL('https://resume.example.com'),
  get: async () => ({ status, type: '', headers: new Headers({ location }), body: '' }),
});

test('HTTPS is done where HTTP redirects to it', async (t) => {
  const status = async (site: Site) => (await deployed('5', site)).status;
  t.equal(await status(overHttps(301, 'https://resume.example.com/')), 'done');
  t.equal(await status(overHttps(301, 'http://other.example.com/')), 'not done');
  t.equal(await status(overHttps(200, '')), 'not done');
  t.equal(await status(await serve(t)), 'not done', 'an HTTP address');
});

test('every fact about a deployment has a test', (t) => {
  const tested = new Set([...lacks.map(([id]) => id), '5', '6']);
  for (const { id, deployed = [] } of steps) {
    if (deployed.length > 0) t.ok(tested.has(id), id);
    t.ok(deployed.length <= 1, `${id}: a test per step finds a lack of its one fact`);
  }
  t.end();
});
