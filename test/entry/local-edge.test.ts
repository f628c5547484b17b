import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Test, test } from 'tap';
import { edgeServer } from '../../app/entry/local-edge.ts';
import { siteHeaders } from '../../app/http/site-headers.ts';
import { sitePaths } from '../../app/http/site-paths.ts';
import { isError } from '../contract/suite.ts';
import { build, listen } from '../support/build.ts';
import { overHttp } from '../support/target.ts';

/** A site, and a file outside it, behind the local edge. */
async function serve(t: Test, paths = sitePaths) {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const site = join(folder, 'site');
  await mkdir(join(site, 'sub'), { recursive: true });
  await mkdir(join(site, '.git'));
  await writeFile(join(folder, 'outside.txt'), 'outside');
  // As `npm run build` writes them beside the site.
  await mkdir(join(folder, 'private'));
  await writeFile(join(folder, 'private', 'a.pdf'), 'private');
  await writeFile(join(site, 'index.html'), '<p>home</p>');
  await writeFile(join(site, 'sub', 'index.html'), '<p>sub</p>');
  await writeFile(join(site, '404.html'), '<p>not here</p>');
  await mkdir(join(site, 'assets'));
  await writeFile(join(site, 'assets', 'a.css'), 'plain');
  await writeFile(join(site, 'assets', 'a.css.br'), 'brotli');
  await writeFile(join(site, 'assets', 'a.css.gz'), 'gzipped');
  await writeFile(join(site, 'größe.txt'), 'non-ASCII');
  await writeFile(join(site, '.env'), 'SECRET=1');
  await writeFile(join(site, '.git', 'config'), 'secret');
  await writeFile(join(site, 'count'), 'a file with the name of a route');
  await writeFile(join(site, 'health'), 'a file with the name of a page');
  await symlink('loop', join(site, 'loop'));
  const { app } = await build(t, { serverFactory: edgeServer(site, { paths }) });
  return overHttp(await listen(app));
}

test('files of the site have the site’s headers', async (t) => {
  const target = await serve(t);
  for (const [path, body] of [
    ['/', '<p>home</p>'],
    ['/?from=mail', '<p>home</p>'],
    ['/index.html', '<p>home</p>'],
    ['/sub/', '<p>sub</p>'],
    ['/gr%C3%B6%C3%9Fe.txt', 'non-ASCII'],
  ] as const) {
    const answer = await target({ path });
    t.equal(answer.status, 200, path);
    t.equal(answer.body, body, path);
    t.match(answer.headers, siteHeaders, path);
  }
  const head = await target({ method: 'HEAD', path: '/' });
  t.equal(head.status, 200);
  t.equal(head.body, '');
});

test('a file that has not changed is not sent again', async (t) => {
  const target = await serve(t);
  const { headers } = await target({ path: '/' });
  const again = await target({ path: '/', headers: { 'if-none-match': headers.etag ?? '' } });
  t.equal(again.status, 304);
  t.equal(again.body, '');
});

test('a range of a file is sent, and a range or condition that it does not satisfy is rejected', async (t) => {
  const target = await serve(t);
  const part = await target({ path: '/', headers: { range: 'bytes=3-6' } });
  t.equal(part.status, 206);
  t.equal(part.body, 'home');
  t.equal((await target({ path: '/', headers: { range: 'bytes=99-' } })).status, 416);
  t.equal((await target({ path: '/', headers: { 'if-match': '"other"' } })).status, 412);
});

test('no hidden file and no file outside the site is sent', async (t) => {
  const target = await serve(t);
  for (const path of [
    '/../outside.txt',
    '/sub/../../outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/..\\outside.txt',
    '/..%5coutside.txt',
    '//../outside.txt',
    '/private/a.pdf',
    '/../private/a.pdf',
    '/%2e%2e/private/a.pdf',
    '/..%2fprivate%2fa.pdf',
    '/.env',
    '/%2eenv',
    '/.git/config',
    '/sub/../.env',
    '/index.html%00.txt',
    '/%',
    '/loop',
    '/sub',
    `/${'a'.repeat(5000)}`,
    `/${'a/'.repeat(2000)}`,
  ]) {
    const answer = await target({ path });
    t.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${path.slice(0, 40)}`);
    isError(t, answer, answer.status, path.slice(0, 40));
  }
});

test('clients that accept compressed files get them', async (t) => {
  const target = await serve(t);
  for (const [accepted, encoding, body] of [
    ['gzip, br', 'br', 'brotli'],
    ['gzip', 'gzip', 'gzipped'],
    ['br;q=0, gzip;q=0.5', 'gzip', 'gzipped'],
    ['identity', undefined, 'plain'],
    ['', undefined, 'plain'],
  ] as const) {
    const headers = { 'accept-encoding': accepted };
    const answer = await target({ path: '/assets/a.css', headers });
    t.equal(answer.headers['content-encoding'], encoding);
    t.equal(answer.body, body);
    t.match(answer.headers, { 'content-type': 'text/css; charset=utf-8', vary: 'Accept-Encoding' });
  }
});

test('caches may keep a file with a hash in its name, and must revalidate all others', async (t) => {
  const target = await serve(t);
  const asset = await target({ path: '/assets/a.css' });
  t.equal(asset.headers['cache-control'], 'max-age=31536000, immutable');
  t.equal((await target({ path: '/' })).headers['cache-control'], 'no-cache');
});

test('a browser that opens a missing page gets the site’s 404 page', async (t) => {
  const target = await serve(t);
  const headers = { accept: 'text/html,*/*' };
  const answer = await target({ path: '/nothing', headers });
  t.equal(answer.status, 404);
  t.equal(answer.body, '<p>not here</p>');
  t.match(answer.headers, siteHeaders);
  const again = { ...headers, 'if-none-match': answer.headers.etag ?? '' };
  t.equal((await target({ path: '/nothing', headers: again })).status, 304);
  isError(t, await target({ path: '/api/nothing', headers }), 404, 'the API');
});

test('paths below /api/ lead to the API, and all others lead to files first', async (t) => {
  const target = await serve(t);
  t.equal((await target({ path: '/api/health' })).status, 200);
  t.equal((await target({ path: '/api/count?x=/api/y' })).body, '{"count":1}');
  for (const path of [
    '/api',
    '/api/',
    '/api?x',
    '/api/index.html',
    '/api/api/health',
    '/apihealth',
  ]) {
    isError(t, await target({ path }), 404, path);
  }
  t.equal((await target({ path: '/count' })).body, 'a file with the name of a route');
  isError(t, await target({ method: 'POST', path: '/' }), 404, 'POST /');
});

test('the name of a folder of the site leads to the folder', async (t) => {
  const target = await serve(t);
  for (const path of ['/docs', '/docs?x=1', '/admin']) {
    const answer = await target({ path });
    t.equal(answer.status, 301, path);
    t.match(answer.headers, { ...siteHeaders, location: path.replace(/\?.*|$/, '/') }, path);
  }
});

test('the app renders a page even if a file has the name of the page', async (t) => {
  const target = await serve(t, [
    { pattern: '/heal*', origin: 'pages' },
    { pattern: '*', origin: 'bucket' },
  ]);
  t.match(JSON.parse((await target({ path: '/health' })).body), { status: 'ok' });
  t.equal((await target({ path: '/' })).body, '<p>home</p>');
});

test('a request does not reach the app if its client disconnects while it is queued', async (t) => {
  const held: ServerResponse[] = [];
  const seen: (string | undefined)[] = [];
  const server = edgeServer(tmpdir())(({ url }, response) => {
    seen.push(url);
    if (url === '/held') held.push(response);
    else response.end();
  });
  server.listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  /** Sends a request. Resolves when the server has received it. */
  const send = async (path: string) => {
    const client = get({ port, path: `/api${path}`, agent: false }).on('error', () => {});
    const [received] = (await once(server, 'request')) as [IncomingMessage];
    return { client, received };
  };
  for (let i = 0; i < 20; i++) await send('/held');
  const { client, received } = await send('/gone');
  client.destroy();
  await once(received.socket, 'close');
  const { client: last } = await send('/last');
  t.equal(held.length, 20);
  for (const response of held) response.end();
  await once(last, 'response');
  t.same(seen.slice(20), ['/last']);
});

test('requests for names of others get 421, so that no other page is of the same origin', async (t) => {
  const target = await serve(t);
  for (const host of [
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    'localhost, evil.example',
    '192.0.2.1',
  ]) {
    for (const path of ['/', '/api/count', '/health']) {
      isError(t, await target({ path, headers: { host } }), 421, `${host} ${path}`);
    }
  }
  for (const host of ['localhost', 'LOCALHOST:3000', '127.0.0.1:1', '[::1]:3000']) {
    t.equal((await target({ path: '/api/health', headers: { host } })).status, 200, host);
  }
});

test('a server that is open to others answers to all names, or to its own', async (t) => {
  for (const [names, status] of [
    ['all', 200],
    [['resume.example'], 200],
    [['other.example'], 421],
  ] as const) {
    const { app } = await build(t, {
      serverFactory: edgeServer(tmpdir(), { names: names === 'all' ? 'all' : [...names] }),
    });
    const target = overHttp(await listen(app));
    const answer = await target({ path: '/health', headers: { host: 'resume.example' } });
    t.equal(answer.status, status, `${names}`);
  }
});

test('a long header does not keep the server from answering others', async (t) => {
  const target = await serve(t);
  const path = '/assets/a.css';
  for (const accepted of [`x${' '.repeat(15_000)}y`, `gzip;${' q=0;'.repeat(3000)}`]) {
    const before = process.cpuUsage();
    const answer = await target({ path, headers: { 'accept-encoding': accepted } });
    const { user } = process.cpuUsage(before);
    t.equal(answer.body, 'plain');
    // A pattern that backtracks took a second; the bound is wide, as other threads count too.
    t.ok(user < 500_000, `${user} µs`);
  }
  for (const [accepted, body] of [
    ['gzip ; q=0.5', 'gzipped'],
    ['gzip;q=0', 'plain'],
    ['gzip;Q=1, br;q=0.1', 'brotli'],
  ] as const) {
    const answer = await target({ path, headers: { 'accept-encoding': accepted } });
    t.equal(answer.body, body, accepted);
  }
});
