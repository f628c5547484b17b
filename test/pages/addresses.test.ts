import { once } from 'node:events';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { test } from 'tap';
import { listen } from '../support/build.ts';
import { anyVersion } from '../support/content.ts';
import { buildPages, minute, post, start } from '../support/pages.ts';

test('other spellings of an address lead to it', async (t) => {
  const { read, publish } = await buildPages(t);
  await publish('post', post('X'));
  for (const [path, location] of [
    ['/blog', '/blog/'],
    ['/blog/x/', '/blog/x'],
    ['/blog/X', '/blog/x'],
    ['/blog/X/', '/blog/x'],
    ['/blog/X?utm_source=a', '/blog/x'],
    ['/blog/tag/C-Sharp', '/blog/tag/c-sharp'],
    ['/blog/category/news/', '/blog/category/news'],
    ['/projects', '/projects/'],
    ['/projects/Engine', '/projects/engine'],
    ['/certifications', '/certifications/'],
  ] as const) {
    const { status, headers } = await read(path);
    t.strictSame([status, headers.location], [301, location], path);
    t.equal(headers['cache-control'], 'public, max-age=0, s-maxage=60', path);
  }
  t.equal((await read('/blog/x?utm_source=a')).status, 200);
});

test('a renamed post answers at its former addresses with one redirect', async (t) => {
  const { content, read, publish } = await buildPages(t);
  const { id } = await publish('post', post('A'));
  await content.update('post', id, { slug: 'b' }, anyVersion);
  await content.update('post', id, { slug: 'c' }, anyVersion);
  for (const slug of ['a', 'b']) {
    const { status, headers } = await read(`/blog/${slug}`);
    t.strictSame([status, headers.location], [301, '/blog/c'], slug);
    t.equal((await read(`/blog/${slug}.md`)).headers.location, '/blog/c.md', slug);
  }
  t.equal((await read('/blog/c')).status, 200);

  await publish('post', post('New', { slug: 'a' }));
  t.match((await read('/blog/a')).body, '<h1 dir="auto">New</h1>');
  t.equal((await read('/blog/b')).headers.location, '/blog/c');

  await content.unpublish('post', id, anyVersion);
  t.equal((await read('/blog/b')).status, 404);
});

test('a renamed project answers at its former address with a redirect', async (t) => {
  const { content, read, publish } = await buildPages(t);
  const { id } = await publish('project', { name: 'Engine', description: 'Computes' });
  await content.update('project', id, { slug: 'machine' }, anyVersion);
  t.equal((await read('/projects/engine')).headers.location, '/projects/machine');
});

test('whatever is not published has the same page as what never was', async (t) => {
  const { content, read, publish, clock } = await buildPages(t);
  const draft = await content.create('post', post('Draft'), { publish: false });
  const gone = await publish('post', post('Gone'));
  const deleted = await publish('post', post('Deleted'));
  await publish('post', post('Later'), new Date(clock.now + 60 * minute).toISOString());
  await content.unpublish('post', gone.id, anyVersion);
  await content.remove('post', deleted.id, anyVersion);
  await content.create('project', { name: 'Engine', description: 'Computes' }, { publish: false });

  const invented = await read('/blog/invented');
  t.equal(invented.status, 404);
  t.match(invented.headers, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'public, max-age=0, s-maxage=5',
  });
  t.match(invented.body, '<meta name="robots" content="noindex">');
  for (const path of [
    `/blog/${draft.item.slug}`,
    `/blog/${draft.item.id}`,
    '/blog/gone',
    '/blog/deleted',
    '/blog/later',
    '/blog/later.md',
    '/blog/.md',
    '/blog/tag/none',
    '/blog/category/none',
    '/blog/tag',
    '/blog/index.html',
    '/blog/..%2f..%2fv1',
    `/blog/${'a'.repeat(500)}`,
    '/blog/a--b',
    '/blog/%F0%9F%A4%94',
    '/blog/a/b/c',
    '/blog/?page=2',
    '/blog/?page=0',
    '/blog/?page=-1',
    '/blog/?page=x',
    '/blog/?page=51',
    '/blog/?page=1&page=2',
    '/projects/engine',
    '/projects/invented',
    '/projects/?page=2',
    '/certifications/invented',
    '/certifications/a/b',
  ]) {
    const { status, body, headers } = await read(path);
    t.equal(status, 404, path);
    t.equal(body, invented.body, path);
    t.strictSame(headers['cache-control'], invented.headers['cache-control'], path);
  }
});

test('dots in an address lead nowhere', async (t) => {
  const { app, read } = await buildPages(t);
  const { body } = await read('/blog/invented');
  const { port } = new URL(await listen(app));
  for (const path of [
    '/blog/%2e%2e/',
    '/blog/../',
    '/blog/..',
    '/blog/%2e%2e/%2e%2e/v1/projects',
  ]) {
    // As it stands: most clients would resolve the dots.
    const request = get({ port, path });
    const [response] = await once(request, 'response');
    t.equal(response.statusCode, 404, path);
    t.equal(await text(response), body, path);
  }
});

test('what is published at an address that readers tried before is there', async (t) => {
  const { read, publish } = await buildPages(t);
  t.equal((await read('/blog/x')).status, 404);
  await publish('post', post('X'));
  t.equal((await read('/blog/x')).status, 200);
});

test('other methods and malformed addresses get an error of the API', async (t) => {
  const { app } = await buildPages(t);
  for (const [method, url, status] of [
    ['POST', '/blog/x', 404],
    ['PUT', '/projects', 404],
    ['GET', '/blog/%zz', 400],
  ] as const) {
    const { statusCode, headers } = await app.inject({ method, url });
    t.equal(statusCode, status, url);
    t.equal(headers['content-type'], 'application/json; charset=utf-8', url);
  }
});

test('no header of the request changes a page', async (t) => {
  const { read, publish } = await buildPages(t);
  await publish('post', post('X'));
  const evil = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    forwarded: 'host=evil.example',
    'x-viewer-host': 'evil.example',
    authorization: 'Bearer a.b.c',
  };
  for (const path of [
    '/blog/',
    '/blog/x',
    '/blog/x.md',
    '/blog/feed.xml',
    '/blog/feed.json',
    '/blog/sitemap.xml',
    '/none',
    '/blog',
  ]) {
    t.strictSame((await read(path, evil)).body, (await read(path)).body, path);
    t.notMatch(JSON.stringify((await read(path, evil)).headers), 'evil', path);
  }
});

test('a scheduled post is nowhere before its time, and then everywhere without a write', async (t) => {
  const { read, publish, clock } = await buildPages(t);
  const due = start + 60 * minute;
  await publish(
    'post',
    post('Later', { tags: ['Time'], category: 'Future' }),
    new Date(due).toISOString(),
  );
  const places = {
    '/blog/later': 'Text of Later',
    '/blog/later.md': 'Text of Later',
    '/blog/': 'href="/blog/later"',
    '/blog/tag/time': 'href="/blog/later"',
    '/blog/category/future': 'href="/blog/later"',
    '/blog/feed.xml': 'Text of Later',
    '/blog/feed.json': 'Text of Later',
    '/blog/sitemap.xml': '/blog/later',
  };
  clock.now = due - 1;
  for (const [path, text] of Object.entries(places))
    t.notMatch((await read(path)).body, text, path);
  t.notMatch((await read('/blog/')).body, /Time|Future/, 'terms');
  clock.now = due;
  for (const [path, text] of Object.entries(places)) t.match((await read(path)).body, text, path);
  t.match((await read('/blog/')).body, /Time.*|Future/, 'terms');
  t.notMatch((await read('/blog/later')).body, 'Updated');
  const changed = new Date(due).toUTCString().replace('GMT', '+0000');
  t.match((await read('/blog/feed.xml')).body, `<lastBuildDate>${changed}</lastBuildDate>`);
});
