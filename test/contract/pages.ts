import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Test } from 'tap';
import { photos } from '../support/photos.ts';
import type { Answer, Target } from '../support/target.ts';
import type { Credentials } from '../support/user-pool.ts';

interface Options {
  /** The API, and the site that shows what is written there. */
  api: Target;
  site: Target;
  /** Of the owner. */
  credentials: Credentials;
}

/** CloudFront keeps a page for a minute. */
const maxWaitMs = 65_000;

/** What readers of the owner's texts may rely on. Writes a post and an image, and deletes them. */
export async function pagesContract(t: Test, { api, site, credentials }: Options): Promise<void> {
  const send = (
    method: string,
    path: string,
    body?: object | Buffer,
    type = 'application/json',
  ) => {
    const bytes = body && (Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)));
    const headers = {
      ...(authorization && { authorization }),
      ...(bytes && { 'content-type': type, 'content-length': `${bytes.length}` }),
    };
    return api({ method, path, headers, ...(bytes && { body: bytes }) });
  };
  let authorization = '';
  const login = await send('POST', '/v1/auth/login', credentials);
  authorization = `Bearer ${JSON.parse(login.body).accessToken}`;
  const read = (path: string, headers = {}, method = 'GET') => site({ method, path, headers });
  const isSoon = async (path: string, isExpected: (answer: Answer) => boolean) => {
    for (const end = Date.now() + maxWaitMs; Date.now() < end; await sleep(250)) {
      if (isExpected(await read(path))) return true;
    }
    return false;
  };

  const uploaded = await send('POST', '/v1/media', photos.webp, 'image/webp');
  t.equal(uploaded.status, 201, uploaded.body);
  const image = JSON.parse(uploaded.body);
  t.teardown(() => send('DELETE', `/v1${image.path}`));
  const unique = randomUUID();
  const title = `Pages ${unique}`;
  const created = await send('POST', '/v1/blog/posts', {
    title,
    category: 'Contract',
    tags: [unique],
    content: `Some *words* and ![a picture](${image.path})\n\n<script>alert(1)</script>`,
    status: 'published',
  });
  t.equal(created.status, 201, created.body);
  const { id, slug } = JSON.parse(created.body);
  t.teardown(() => send('DELETE', `/v1/blog/posts/${id}`));
  const path = `/blog/${slug}`;

  await t.test('a published post is a page with the site’s assets', async (t) => {
    t.ok(await isSoon(path, ({ status }) => status === 200));
    const page = await read(path);
    t.equal(page.headers['content-type'], 'text/html; charset=utf-8');
    t.equal(page.headers['cache-control'], 'public, max-age=0, s-maxage=60');
    t.match(page.headers['content-security-policy'], "script-src 'self'");
    t.match(page.body, `<h1 dir="auto">${title}</h1>`);
    t.match(page.body, '&lt;script&gt;alert(1)&lt;/script&gt;');
    const assets = [...page.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)];
    t.ok(assets.length >= 4);
    for (const [, asset = ''] of assets) t.equal((await read(asset)).status, 200, asset);
  });

  await t.test('its image is there, and can do nothing by itself', async (t) => {
    t.match((await read(path)).body, `<img src="${image.path}"`);
    const { status, headers } = await read(image.path);
    t.equal(status, 200);
    t.match(headers, {
      'content-type': 'image/webp',
      'content-length': `${photos.webp.length}`,
      'cache-control': 'max-age=31536000, immutable',
      'content-security-policy': /^default-src 'none'; sandbox/,
    });
  });

  await t.test('lists, feeds and the sitemap name it', async (t) => {
    for (const [list, text] of [
      ['/blog/', title],
      [`/blog/tag/${unique}`, title],
      ['/blog/category/contract', title],
      ['/blog/feed.xml', title],
      ['/blog/feed.json', title],
      ['/blog/sitemap.xml', path],
    ] as const) {
      t.ok(await isSoon(list, ({ status, body }) => status === 200 && body.includes(text)), list);
    }
    const markdown = await read(`${path}.md`);
    t.match(markdown.headers['content-type'], /^text\/markdown/);
    t.match(markdown.body, /^Some \*words\*/);
  });

  await t.test('HEAD, conditional requests and redirects', async (t) => {
    const head = await read(path, {}, 'HEAD');
    t.equal(head.status, 200);
    t.equal(head.body, '');
    const etag = head.headers.etag ?? '';
    t.equal((await read(path, { 'if-none-match': etag })).status, 304);
    for (const [from, to] of [
      ['/blog', '/blog/'],
      [`${path}/`, path],
      [`/blog/${slug.toUpperCase()}`, path],
    ] as const) {
      const { status, headers } = await read(from);
      t.equal(status, 301, from);
      t.equal(new URL(`${headers.location}`, 'https://site').pathname, to, from);
    }
  });

  await t.test(
    'the image stays while the post is published, which is gone when it is not',
    async (t) => {
      t.equal((await send('DELETE', `/v1${image.path}`)).status, 409);
      t.equal((await send('POST', `/v1/blog/posts/${id}/unpublish`)).status, 200);
      t.ok(await isSoon(path, ({ status }) => status === 404), path);
      const gone = await read(path);
      t.match(gone.headers['content-type'], /^text\/html/);
      t.match(gone.body, 'noindex');
      t.equal((await send('DELETE', `/v1${image.path}`)).status, 204);
    },
  );
}
