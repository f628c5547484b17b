import { test } from 'tap';
import { anyVersion } from '../support/content.ts';
import { readHtml } from '../support/html.ts';
import { buildPages, manifest, minute, post, siteUrl } from '../support/pages.ts';
import { hostilePost, longPost } from '../support/writings.ts';

type Html = ReturnType<typeof readHtml>;

const texts = ({ elements }: Html, name: string) =>
  elements.filter((element) => element.name === name).map(({ text }) => text.trim());

const links = ({ elements }: Html) =>
  elements.filter(({ name }) => name === 'a').map(({ attributes }) => attributes.href);

/** `content` of each `meta`, by `name` or `property`. */
function meta({ elements }: Html): Record<string, string | undefined> {
  const found = elements.filter(({ name }) => name === 'meta');
  return Object.fromEntries(
    found.map(({ attributes: { name, property, content } }) => [name ?? property ?? '', content]),
  );
}

const structuredData = ({ elements }: Html) => {
  const script = elements.find(({ attributes }) => attributes.type === 'application/ld+json');
  return script && JSON.parse(script.text);
};

test('a post has its title, dates, time to read, topics, contents and text', async (t) => {
  const { content, read, publish, clock } = await buildPages(t);
  const { id, slug } = await publish('post', longPost);
  const first = readHtml((await read(`/blog/${slug}`)).body);
  t.strictSame(first.errors, []);
  t.strictSame(texts(first, 'h1'), [longPost.title]);
  t.strictSame(texts(first, 'time'), ['Nov\u00a021,\u00a02026']);
  t.match(first.text, '1 min read');
  t.strictSame(texts(first, 'title'), [`${longPost.title} – Ada Lovelace`]);
  for (const path of [
    '/',
    '/blog/',
    '/blog/category/engineering',
    '/blog/tag/c-plus-plus',
    '#s-theme',
    '/blog/feed.xml',
  ]) {
    t.ok(links(first).includes(path), path);
  }

  clock.now += 24 * 60 * minute;
  await content.update('post', id, { excerpt: 'Another' }, anyVersion);
  const second = readHtml((await read(`/blog/${slug}`)).body);
  t.strictSame(texts(second, 'time'), ['Nov\u00a021,\u00a02026', 'Nov\u00a022,\u00a02026']);
});

test('a post tells search engines and chats what it is', async (t) => {
  const { read, publish } = await buildPages(t);
  const { slug, publishedAt } = await publish('post', longPost);
  const page = readHtml((await read(`/blog/${slug}`)).body);
  const url = `${siteUrl}blog/${slug}`;
  t.match(meta(page), {
    description: longPost.excerpt,
    'og:type': 'article',
    'og:title': `${longPost.title} – Ada Lovelace`,
    'og:url': url,
    'og:image': `${siteUrl}assets/preview-0123456789.png`,
    'article:published_time': publishedAt,
    'article:modified_time': publishedAt,
  });
  t.match(structuredData(page), {
    '@type': 'BlogPosting',
    headline: longPost.title,
    datePublished: publishedAt,
    dateModified: publishedAt,
    author: { '@type': 'Person', name: 'Ada Lovelace', url: siteUrl },
    mainEntityOfPage: url,
    keywords: ['DynamoDB', 'C++', 'Distributed systems'],
  });
  const alternates = page.elements.filter(({ attributes }) => attributes.rel === 'alternate');
  t.strictSame(
    alternates.map(({ attributes: { type, href } }) => [type, href]),
    [
      ['application/rss+xml', `${siteUrl}blog/feed.xml`],
      ['application/feed+json', `${siteUrl}blog/feed.json`],
    ],
  );
});

test('a post without an excerpt is described by its first paragraph, and shown by its first own image', async (t) => {
  const { read, publish } = await buildPages(t);
  const image = '/media/0123456789abcdef-640x480.webp';
  const text = `# Title\n\n![Own](${image})\n\nIt is **bold** & has \`<b>\` ${'and more '.repeat(40)}`;
  await publish('post', post('X', { content: text }));
  const found = meta(readHtml((await read('/blog/x')).body));
  t.match(found, { 'og:image': siteUrl.slice(0, -1) + image });
  const { description = '' } = found;
  t.ok(description.startsWith('It is bold & has <b> and more'), description);
  t.ok(description.length <= 161, description);
});

test('a post that was published first elsewhere names that place', async (t) => {
  const { read, publish } = await buildPages(t);
  const canonicalUrl = 'https://elsewhere.example/x?a=1&b=2';
  await publish('post', post('X', { canonicalUrl }));
  const { elements } = readHtml((await read('/blog/x')).body);
  const canonical = elements.find(({ attributes }) => attributes.rel === 'canonical');
  t.equal(canonical?.attributes.href, canonicalUrl);
  t.notMatch((await read('/blog/sitemap.xml')).body, '/blog/x');
});

test('hostile texts stay text on every page', async (t) => {
  const { read, publish } = await buildPages(t);
  const { slug, category, tags } = await publish('post', hostilePost);
  for (const path of [
    `/blog/${slug}`,
    '/blog/',
    `/blog/category/${category.slug}`,
    ...tags.map((tag) => `/blog/tag/${tag.slug}`),
  ]) {
    const { status, body } = await read(path);
    const page = readHtml(body);
    t.equal(status, 200, path);
    t.strictSame(page.errors, [], path);
    t.strictSame(
      page.elements.filter(({ name }) => ['b', 'img'].includes(name)),
      [],
      path,
    );
    t.strictSame(
      page.elements
        .filter(({ name }) => name === 'script')
        .map(({ attributes }) => attributes.src ?? attributes.type),
      ['theme', 'site', 'track']
        .map((name) => `/assets/${name}-0123456789.js`)
        .concat(path === `/blog/${slug}` ? ['application/ld+json'] : []),
      path,
    );
    t.notMatch(body, /\p{Cc}(?<!\n)|\p{Cf}/u, path);
  }
});

test('a title of any length and script has a page', async (t) => {
  const { read, publish } = await buildPages(t);
  for (const title of ['🤔', '日本語', '...', 'a'.repeat(200), 'مرحبا بالعالم']) {
    const { slug } = await publish('post', post(title));
    const { status, body } = await read(`/blog/${slug}`);
    t.equal(status, 200, title);
    t.strictSame(texts(readHtml(body), 'h1'), [title]);
  }
});

test('lists have twenty posts a page, newest first, with links to the pages beside them', async (t) => {
  const { read, publish } = await buildPages(t);
  for (let n = 1; n <= 41; n++) await publish('post', post(`Post ${n}`, { tags: ['All'] }));
  for (const path of ['/blog/', '/blog/tag/all', '/blog/category/news']) {
    for (const [query, first, last, links] of [
      ['', 41, 22, ['next ?page=2']],
      ['?page=1', 41, 22, ['next ?page=2']],
      ['?page=2', 21, 2, ['prev ', 'next ?page=3']],
      ['?page=2&utm_source=a', 21, 2, ['prev ', 'next ?page=3']],
      ['?page=3', 1, 1, ['prev ?page=2']],
    ] as const) {
      const page = readHtml((await read(path + query)).body);
      t.strictSame(page.errors, []);
      const titles = texts(page, 'article').map((text) => /Post \d+/.exec(text)?.[0]);
      t.equal(titles.length, first - last + 1, path + query);
      t.strictSame([titles[0], titles.at(-1)], [`Post ${first}`, `Post ${last}`], path + query);
      const steps = page.elements.filter(({ attributes }) =>
        /^(prev|next)$/.test(attributes.rel ?? ''),
      );
      t.strictSame(
        steps.map(({ attributes: { rel, href } }) => `${rel} ${href}`),
        links.map((link) => link.replace(' ', ` ${path}`)),
        path + query,
      );
    }
    t.equal((await read(`${path}?page=4`)).status, 404, path);
  }
  const titles = await Promise.all(
    ['', '?page=2'].map(async (query) =>
      texts(readHtml((await read(`/blog/${query}`)).body), 'title'),
    ),
  );
  t.strictSame(titles, [['Blog – Ada Lovelace'], ['Blog (Page 2) – Ada Lovelace']]);
});

test('the first page of the blog links to the topics that have posts', async (t) => {
  const { content, read, publish, clock } = await buildPages(t);
  await publish('post', post('A', { tags: ['C', 'C++', 'C#', '.NET'] }));
  const { id } = await publish('post', post('B', { category: 'Gone' }));
  await publish(
    'post',
    post('Later', { tags: ['Later'] }),
    new Date(clock.now + minute * 60).toISOString(),
  );
  await content.unpublish('post', id, anyVersion);
  const topics = links(readHtml((await read('/blog/')).body)).filter((href) =>
    /(tag|category)\//.test(href ?? ''),
  );
  t.strictSame([...new Set(topics)].sort(), [
    '/blog/category/news',
    '/blog/tag/c',
    '/blog/tag/c-plus-plus',
    '/blog/tag/c-sharp',
    '/blog/tag/dot-net',
  ]);
});

test('an empty blog is a page that says so', async (t) => {
  const { read } = await buildPages(t);
  for (const path of ['/blog/', '/projects/', '/certifications/']) {
    const { status, body } = await read(path);
    t.equal(status, 200, path);
    t.match(readHtml(body).text, 'There is nothing here yet.', path);
  }
});

test('the Markdown of a post is there as its owner wrote it', async (t) => {
  const { read, publish } = await buildPages(t);
  const { slug } = await publish('post', longPost);
  const { status, headers, body } = await read(`/blog/${slug}.md`);
  t.equal(status, 200);
  t.equal(headers['content-type'], 'text/markdown; charset=utf-8');
  t.equal(headers.link, `<${siteUrl}blog/${slug}>; rel="canonical"`);
  t.equal(body, longPost.content);
});

test('a site without a URL has pages, but no feeds and no sitemap', async (t) => {
  const { url: _, ...site } = manifest;
  const { read, publish } = await buildPages(t, { site });
  await publish('post', post('X'));
  const { status, body } = await read('/blog/x');
  t.equal(status, 200);
  t.notMatch(body, /canonical|alternate|og:url|og:image|RSS/);
  for (const path of ['feed.xml', 'feed.json', 'sitemap.xml']) {
    t.equal((await read(`/blog/${path}`)).status, 404, path);
  }
  t.equal((await read('/blog/x.md')).headers.link, '</blog/x>; rel="canonical"');
});

test('search engines list no page of a site that they are not to list', async (t) => {
  const { read, publish } = await buildPages(t, { site: { ...manifest, noindex: true } });
  await publish('post', post('X'));
  for (const path of ['/blog/', '/blog/x', '/projects/']) {
    t.equal(meta(readHtml((await read(path)).body)).robots, 'noindex', path);
  }
  t.equal((await read('/blog/sitemap.xml')).status, 404);
});

test('pages link to the kinds that are switched on, and to their own', async (t) => {
  const { read } = await buildPages(t, { site: { ...manifest, pages: ['projects'] } });
  for (const [path, expected] of [
    ['/projects/', ['/', '/projects/']],
    ['/blog/', ['/', '/blog/', '/projects/', '/blog/feed.xml']],
    ['/blog/none', ['/', '/projects/', '/']],
  ] as const) {
    t.strictSame(links(readHtml((await read(path)).body)), expected, path);
  }
});

test('pages are in the language of the site', async (t) => {
  const { read, publish } = await buildPages(t, { site: { ...manifest, language: 'ar' } });
  await publish('post', post('X'));
  const { elements, text } = readHtml((await read('/blog/x')).body);
  t.strictSame(elements.find(({ name }) => name === 'html')?.attributes, {
    lang: 'ar',
    dir: 'rtl',
  });
  t.match(text, 'المدونة');
});

test('what is published by now has the date of its publication', async (t) => {
  const { read, publish } = await buildPages(t);
  await publish('post', post('Old'), '2020-02-29T23:59:59.000Z');
  t.match((await read('/blog/old')).body, '<time datetime="2020-02-29">');
});
