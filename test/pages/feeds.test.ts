import { test } from 'tap';
import { anyVersion } from '../support/content.ts';
import { buildPages, minute, post, siteUrl, start } from '../support/pages.ts';
import { hostilePost, longPost } from '../support/writings.ts';

/** The texts of an element, without the escapes of XML. */
function texts(xml: string, name: string): string[] {
  const found = xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'));
  const escapes: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return [...found].map(([, text = '']) =>
    text.replace(/&(?:#x(\w+)|(\w+));/g, (_, code, name) =>
      code ? String.fromCodePoint(Number.parseInt(code, 16)) : (escapes[name] ?? ''),
    ),
  );
}

test('the RSS feed has what readers of feeds rely on', async (t) => {
  const { content, read, publish, clock } = await buildPages(t);
  await publish('post', post('First'));
  const { id, slug } = await publish('post', longPost);
  clock.now += 60 * minute;
  await content.update('post', id, { excerpt: 'Changed' }, anyVersion);
  const changed = clock.now;
  clock.now += 60 * minute;
  const { headers, body } = await read('/blog/feed.xml');
  t.equal(headers['content-type'], 'application/rss+xml; charset=utf-8');
  t.match(
    body,
    `<atom:link href="${siteUrl}blog/feed.xml" rel="self" type="application/rss+xml"/>`,
  );
  t.strictSame(texts(body, 'title'), ['Blog – Ada Lovelace', String(longPost.title), 'First']);
  t.strictSame(texts(body, 'link'), [
    `${siteUrl}blog/`,
    `${siteUrl}blog/${slug}`,
    `${siteUrl}blog/first`,
  ]);
  t.strictSame(texts(body, 'description'), ['Analyst', 'Changed', 'Text of First.']);
  t.equal(texts(body, 'lastBuildDate')[0], new Date(changed).toUTCString().replace('GMT', '+0000'));
  t.strictSame(texts(body, 'pubDate'), [
    'Sat, 21 Nov 2026 09:31:00 +0000',
    'Sat, 21 Nov 2026 09:30:00 +0000',
  ]);
  t.equal(texts(body, 'guid')[0], id);
  t.match(body, `<guid isPermaLink="false">${id}</guid>`);
  const [text = ''] = texts(body, 'content:encoded');
  t.match(text, '<h2 id="s-theme">');
  t.notMatch(text, /(href|src)="(?!https:)|style=|tabindex/);
});

test('a title and an excerpt with marks of HTML are read as they are written', async (t) => {
  const { read, publish } = await buildPages(t);
  await publish('post', post('A & <b>', { excerpt: 'a < b & <i>' }));
  const { body } = await read('/blog/feed.xml');
  t.match(
    body,
    '<title>A &#x26; &#x3C;b&gt;</title>',
    'readers of titles as HTML or as text agree',
  );
  t.match(
    body,
    /<description>a &amp;(#60|lt); b &amp;(#38|amp); &amp;(#60|lt);i&amp;(#62|gt);</,
    'this is HTML',
  );
});

test('a new address is not a new item', async (t) => {
  const { content, read, publish } = await buildPages(t);
  const { id } = await publish('post', post('A'));
  await content.update('post', id, { slug: 'b' }, anyVersion);
  const { body } = await read('/blog/feed.xml');
  t.strictSame(texts(body, 'guid'), [id]);
  t.match(body, `<link>${siteUrl}blog/b</link>`);
});

test('the JSON feed has the same items', async (t) => {
  const { read, publish } = await buildPages(t);
  await publish('post', post('First', { tags: ['C'] }));
  const { headers, body } = await read('/blog/feed.json');
  t.equal(headers['content-type'], 'application/feed+json; charset=utf-8');
  t.match(JSON.parse(body), {
    version: 'https://jsonfeed.org/version/1.1',
    home_page_url: `${siteUrl}blog/`,
    feed_url: `${siteUrl}blog/feed.json`,
    language: 'en',
    authors: [{ name: 'Ada Lovelace' }],
    items: [
      {
        id: /^c_/,
        url: `${siteUrl}blog/first`,
        title: 'First',
        content_html: /<p>Text of First\.<\/p>/,
        date_published: new Date(start).toISOString(),
        tags: ['News', 'C'],
      },
    ],
  });
});

test('a feed without posts is a feed', async (t) => {
  const { read } = await buildPages(t);
  t.notMatch((await read('/blog/feed.xml')).body, /<item>|lastBuildDate/);
  t.strictSame(JSON.parse((await read('/blog/feed.json')).body).items, []);
});

test('a feed has twenty items at most', async (t) => {
  const { read, publish } = await buildPages(t);
  for (let n = 1; n <= 21; n++) await publish('post', post(`Post ${n}`));
  t.equal(texts((await read('/blog/feed.xml')).body, 'guid').length, 20);
  t.equal(JSON.parse((await read('/blog/feed.json')).body).items.length, 20);
});

test('a feed has 250 kB at most, of whole items', async (t) => {
  const { read, publish } = await buildPages(t);
  for (let n = 1; n <= 5; n++)
    await publish('post', post(`Post ${n}`, { content: 'ä & ö '.repeat(6_000) }));
  const { body } = await read('/blog/feed.xml');
  t.ok(Buffer.byteLength(body) <= 250_000);
  t.strictSame(texts(body, 'title').slice(1), ['Post 5', 'Post 4']);
  t.equal(texts(body, 'content:encoded').length, 2);
  const json = (await read('/blog/feed.json')).body;
  t.ok(Buffer.byteLength(json) <= 250_000);
  t.equal(JSON.parse(json).items.length, 3);
});

test('a post that is larger than a feed may be is in it without its text', async (t) => {
  const { read, publish } = await buildPages(t);
  await publish('post', post('Small'));
  await publish('post', post('Large', { content: '& '.repeat(45_000), excerpt: 'So large' }));
  const { body } = await read('/blog/feed.xml');
  t.strictSame(texts(body, 'title').slice(1), ['Large']);
  t.strictSame(texts(body, 'description').slice(1), ['So large']);
  t.strictSame(texts(body, 'content:encoded'), []);
});

test('hostile texts stay text in feeds', async (t) => {
  const { read, publish } = await buildPages(t);
  await publish('post', hostilePost);
  const { body } = await read('/blog/feed.xml');
  t.notMatch(body, /\p{Cc}(?<!\n)|\p{Cf}|<script|<b>|\]\]>/u);
  t.match(texts(body, 'title')[1], '</script><script>alert(1)</script> & "]]>"');
  t.match(texts(body, 'content:encoded')[0], '{{ braces }}');
  t.match(JSON.parse((await read('/blog/feed.json')).body).items[0].title, ']]>');
});

test('the sitemap has posts, projects and the lists that the site links to', async (t) => {
  const { read, publish } = await buildPages(t);
  await publish('post', post('A'));
  await publish('project', { name: 'Engine', description: 'Computes' });
  const { headers, body } = await read('/blog/sitemap.xml');
  t.equal(headers['content-type'], 'application/xml; charset=utf-8');
  t.strictSame(
    texts(body, 'loc'),
    ['blog/', 'projects/', 'certifications/', 'blog/a', 'projects/engine'].map(
      (path) => siteUrl + path,
    ),
  );
  t.strictSame(texts(body, 'lastmod'), ['2026-11-21T09:30:00.000Z', '2026-11-21T09:31:00.000Z']);
});
