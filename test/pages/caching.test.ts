import { test } from 'tap';
import { siteHeaders } from '../../app/http/site-headers.ts';
import { anyVersion } from '../support/content.ts';
import { buildPages, post } from '../support/pages.ts';

const paths = [
  '/blog/',
  '/blog/x',
  '/blog/x.md',
  '/blog/tag/c',
  '/blog/category/news',
  '/blog/feed.xml',
  '/blog/feed.json',
  '/blog/sitemap.xml',
  '/projects/',
  '/projects/engine',
  '/certifications/',
];

async function filled(t: Parameters<typeof buildPages>[0]) {
  const pages = await buildPages(t);
  const x = await pages.publish('post', post('X', { tags: ['C'] }));
  await pages.publish('project', { name: 'Engine', description: 'Computes' });
  await pages.publish('certification', { name: 'Analyst', issuer: 'Academy' });
  return { ...pages, x };
}

test('pages have the headers of the site, a strong ETag, and live for a minute in CloudFront', async (t) => {
  const { read } = await filled(t);
  for (const path of paths) {
    const { status, headers } = await read(path);
    t.equal(status, 200, path);
    t.match(headers, siteHeaders, path);
    t.equal(headers['cache-control'], 'public, max-age=0, s-maxage=60', path);
    t.match(headers.etag, /^"[\w-]{22}"$/, path);
    t.notOk(headers['last-modified'], path);
    t.notOk(headers['set-cookie'], path);
  }
});

test('HEAD answers like GET, without the body', async (t) => {
  const { read } = await filled(t);
  for (const path of [...paths, '/blog/none', '/blog', '/blog/X']) {
    const { date: _, 'x-request-id': __, ...get } = (await read(path)).headers;
    const head = await read(path, {}, 'HEAD');
    const { date: ___, 'x-request-id': ____, ...headers } = head.headers;
    t.strictSame(headers, get, path);
    t.equal(head.body, '', path);
  }
});

test('a client that has the bytes gets 304', async (t) => {
  const { read } = await filled(t);
  for (const path of paths) {
    const etag = String((await read(path)).headers.etag);
    for (const sent of [etag, `W/${etag}`, `"other", ${etag}`, `"other",W/${etag}`, '*']) {
      for (const method of ['GET', 'HEAD'] as const) {
        const { status, body, headers } = await read(path, { 'if-none-match': sent }, method);
        t.strictSame([status, body, headers.etag], [304, '', etag], `${method} ${path} ${sent}`);
        t.equal(headers['cache-control'], 'public, max-age=0, s-maxage=60');
      }
    }
    for (const sent of ['"other"', etag.slice(1, -1), 'W/"other"', '']) {
      t.equal((await read(path, { 'if-none-match': sent })).status, 200, `${path} ${sent}`);
    }
  }
});

test('a date does not decide, as deleting the newest post turns it back', async (t) => {
  const { content, read, x } = await filled(t);
  const etag = String((await read('/blog/feed.xml')).headers.etag);
  for (const date of [
    'Fri, 01 Jan 2100 00:00:00 GMT',
    'Friday, 01-Jan-99 00:00:00 GMT',
    'nonsense',
  ]) {
    const headers = { 'if-modified-since': date };
    t.equal((await read('/blog/feed.xml', headers)).status, 200, date);
    t.equal(
      (await read('/blog/feed.xml', { ...headers, 'if-none-match': etag })).status,
      304,
      date,
    );
    t.equal(
      (await read('/blog/feed.xml', { ...headers, 'if-none-match': '"a"' })).status,
      200,
      date,
    );
  }
  await content.remove('post', x.id, anyVersion);
  t.equal((await read('/blog/feed.xml', { 'if-none-match': etag })).status, 200);
});

test('the ETag changes with the text and with nothing else', async (t) => {
  const { content, read, x, clock } = await filled(t);
  const etag = async () => (await read('/blog/x')).headers.etag;
  const before = await etag();
  clock.now += 1e9;
  t.equal(await etag(), before);
  await content.update('post', x.id, { content: 'Another text' }, anyVersion);
  t.not(await etag(), before);
});

test('redirects and pages of what is missing have no ETag', async (t) => {
  const { read } = await filled(t);
  for (const path of ['/blog', '/blog/none']) {
    const { headers, status } = await read(path, { 'if-none-match': '*' });
    t.not(status, 304, path);
    t.notOk(headers.etag, path);
  }
});
