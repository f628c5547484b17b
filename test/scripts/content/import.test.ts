import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'tap';
import { readPosts } from '../../../scripts/content/folder.ts';
import { importPosts } from '../../../scripts/content/import.ts';
import {
  contentFiles,
  emptyFolder,
  readPost,
  said,
  writeFiles,
} from '../../support/content-files.ts';
import { photos } from '../../support/photos.ts';

const options = { folder: 'content/posts', category: 'Notes', fetchImages: false, isPlan: false };
const lines = (...all: string[]) => `${all.join('\n')}\n`;

const jekyll = {
  'old/_posts/2021-03-04-first-post.md': lines(
    '---',
    'layout: post',
    'title: "First: post"',
    'date: 2021-03-04 10:00:00 +0200',
    'categories: life coding',
    'tags: ruby jekyll',
    'redirect_from: [/2020/first, "/odd address"]',
    'author: me',
    '---',
    '![A]({{ site.baseurl }}/assets/a.png) ![B]({{ "/assets/b.gif" | relative_url }})',
    '<!--more-->',
    '{% highlight ruby %}',
    'puts "{{ site.url }}" <b>',
    '{% endhighlight %}',
    '{% raw %}`{{ x }}`{% endraw %}',
    '{% include x.html %}',
  ),
  'old/_posts/2020-01-02-permalink.markdown': lines(
    '---',
    'title: P',
    'permalink: /a/Named.html',
    'published: false',
    '---',
    'x',
  ),
  'old/_drafts/idea.md': lines('---', 'title: Idea', '---', 'x'),
  'old/assets/a.png': photos.png,
  'old/assets/b.gif': photos.gif,
};

const hugo = {
  'hugo/content/posts/_index.md': lines('---', 'title: Posts', '---'),
  'hugo/content/posts/bundle/index.md': lines(
    '+++',
    'title = "Bundle"',
    'date = 2020-05-06T07:08:09+02:00',
    'publishDate = 2020-06-01',
    'lastmod = 2022-01-01',
    'tags = ["Go", "C++"]',
    'categories = ["Tech", "More"]',
    'aliases = ["/old/bundle-1/", "bundle-2"]',
    'summary = "Short"',
    'series = "s"',
    'draft = false',
    '[cover]',
    'image = "cover.png"',
    '+++',
    'Text {{< figure src="x" >}}',
  ),
  'hugo/content/posts/bundle/cover.png': photos.png,
  'hugo/content/posts/json.md': lines(
    '{',
    '"title": "JSON",',
    '"date": "2019-01-01",',
    '"slug": "from-json",',
    '"expiryDate": "2020-01-01"',
    '}',
    '',
    'Text',
  ),
};

const astro = {
  'astro/src/content/blog/hello-world.md': lines(
    '---',
    "title: 'Hello'",
    "description: 'About'",
    "pubDate: '08/07/2022'",
    '---',
    'x',
  ),
  'astro/src/content/blog/good.md': lines(
    '---',
    "title: 'Good'",
    'description: About',
    "pubDate: 'Jul 08 2022'",
    'updatedDate: 2023-01-01',
    'heroImage: ../../assets/hero.webp',
    '---',
    'x',
  ),
  'astro/src/content/blog/page.mdx': lines('---', 'title: X', '---', '<X />'),
  'astro/src/assets/hero.webp': photos.webp,
};

const article = {
  type_of: 'article',
  id: 1,
  title: 'From dev.to',
  slug: 'from-dev-to-4kl2',
  description: 'Short',
  published: true,
  published_at: '2023-04-05T06:07:08.000Z',
  created_at: '2023-04-01T00:00:00.000Z',
  canonical_url: 'https://dev.to/me/from-dev-to-4kl2',
  cached_tag_list: 'webdev, javascript',
  main_image: null,
  language: 'en',
  body_markdown: 'Text\r\n\r\n![x](https://dev.example/x.png)',
  processed_html: '<p>Text</p>',
};

test('posts of Jekyll', async (t) => {
  emptyFolder(t);
  writeFiles(jekyll);
  const { actions } = await importPosts('old', options);
  t.strictSame(said({ actions, notes: [], isPlan: false }), [
    'write idea.md',
    'write named.md',
    'write first-post.md',
  ]);
  const notes = actions[2]?.note ?? '';
  for (const note of [
    'from old/_posts/2021-03-04-first-post.md',
    '"author" is not taken',
    'former addresses that cannot be kept: odd address',
    'a Liquid tag is shown as it is written: line 6 of the text',
  ]) {
    t.match(notes, note);
  }
  t.notMatch(notes, 'HTML');
  const text = readPost('first-post');
  t.match(
    text,
    lines(
      'title: "First: post"',
      'category: life',
      'tags: [ruby, jekyll]',
      'date: 2021-03-04T08:00:00Z',
      'draft: false',
      'aliases:',
      '  - first',
    ).trim(),
  );
  t.match(text, /!\[A\]\(images\/a-[0-9a-f]{8}\.png\) !\[B\]\(images\/b-[0-9a-f]{8}\.gif\)/);
  t.match(
    text,
    lines('```ruby', 'puts "{{ site.url }}" <b>', '```', '`{{ x }}`', '{% include x.html %}'),
  );
  const [first, idea, named] = readPosts('content/posts');
  t.equal(first?.images.size, 2);
  t.match(idea, { publication: 'draft' });
  t.match(named, { publication: 'draft', post: { slug: 'named' } });
});

test('posts of Hugo, in YAML, TOML and JSON', async (t) => {
  emptyFolder(t);
  writeFiles(hugo);
  const { actions } = await importPosts('hugo', options);
  t.equal(actions.length, 2);
  t.match(actions[0]?.note, '"lastmod" is not taken');
  t.match(actions[0]?.note, '"series" is not taken');
  t.match(actions[0]?.note, 'a shortcode is shown as it is written: line 3 of the text');
  const [bundle, json] = readPosts('content/posts');
  t.match(bundle, {
    post: { title: 'Bundle', category: 'Tech', tags: ['Go', 'C++'], excerpt: 'Short' },
    publication: '2020-06-01T00:00:00.000Z',
    aliases: ['bundle-1', 'bundle-2'],
  });
  t.match(bundle?.post.content, /^!\[\]\(\/media\/\S+\)\n\nText /);
  t.match(json, {
    path: 'content/posts/from-json.md',
    publication: 'draft',
    post: { content: 'Text' },
  });
});

test('posts of Astro', async (t) => {
  emptyFolder(t);
  writeFiles(astro);
  const { actions } = await importPosts('astro', options);
  t.strictSame(
    actions.map(({ what, path }) => [what, path]),
    [
      ['write', 'content/posts/good.md'],
      ['refused', 'astro/src/content/blog/hello-world.md:4'],
      ['refused', 'astro/src/content/blog/page.mdx'],
    ],
  );
  t.match(actions[1]?.note, '"08/07/2022" is no date');
  t.match(actions[2]?.note, 'is MDX');
  t.match(readPosts('content/posts')[0], {
    publication: '2022-07-08T00:00:00.000Z',
    post: { excerpt: 'About', content: /^!\[\]\(\/media\// },
  });
});

test('the export of dev.to, and its files', async (t) => {
  emptyFolder(t);
  const other = {
    ...article,
    title: 'Draft',
    slug: 'draft-temp-slug-1',
    published: false,
    published_at: null,
    body_markdown: '---\ntitle: Of the text\nseries: S\n---\nBody',
  };
  writeFiles({
    'articles.json': JSON.stringify([article, other, 'no article']),
    'dev/file.md': lines(
      '---',
      'title: File',
      'published: true',
      'tags: webdev, css',
      'cover_image: https://dev.example/c.png',
      'date: 2024-01-01',
      '---',
      '{% youtube x %}',
    ),
  });
  const { actions } = await importPosts('articles.json', options);
  t.strictSame(
    actions.map(({ what, path }) => [what, path]),
    [
      ['write', 'content/posts/from-dev-to-4kl2.md'],
      ['write', 'content/posts/draft-temp-slug-1.md'],
      ['refused', 'articles.json[2]'],
    ],
  );
  t.match(actions[0]?.note, '1 image of other sites becomes a link');
  t.match(actions[1]?.note, '"series" is not taken');
  const [draft, first] = readPosts('content/posts');
  t.match(first, {
    post: {
      title: 'From dev.to',
      tags: ['webdev', 'javascript'],
      excerpt: 'Short',
      canonicalUrl: article.canonical_url,
      content: 'Text\n\n![x](https://dev.example/x.png)',
    },
    publication: article.published_at,
  });
  t.match(draft, { publication: 'draft', post: { title: 'Draft', content: 'Body' } });
  await importPosts('dev', options);
  t.match(readPost('file'), 'tags: [webdev, css]');
  t.match(readPost('file'), '![](https://dev.example/c.png)');
});

test('an import writes after a plan, once, and overwrites nothing', async (t) => {
  emptyFolder(t);
  writeFiles({ ...jekyll, ...hugo });
  for (const from of ['old', 'hugo']) {
    const plan = await importPosts(from, { ...options, isPlan: true });
    t.notOk(existsSync(`content/posts/${from === 'old' ? 'idea' : 'bundle'}.md`));
    t.strictSame(said(await importPosts(from, options)), said(plan));
  }
  const all = () =>
    readdirSync('content', { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => readFileSync(`${e.parentPath}/${e.name}`, 'base64'));
  const before = all();
  for (const from of ['old', 'hugo']) {
    t.ok((await importPosts(from, options)).actions.every(({ what }) => what === 'same'));
  }
  writeFiles({ 'content/posts/idea.md': 'Mine.' });
  const [idea] = (await importPosts('old', options)).actions;
  t.match(idea, { what: 'refused', note: /exists/ });
  t.equal(readPost('idea'), 'Mine.');
  t.equal(all().length, before.length);
  await t.rejects(importPosts('no/such', options), { message: 'There is no no/such.' });
  writeFiles({ 'empty/x.txt': 'x', 'bad.json': '{', 'object.json': '{}' });
  await t.rejects(importPosts('empty', options), { message: 'empty has no Markdown files.' });
  await t.rejects(importPosts('bad.json', options), { message: /^bad\.json: / });
  await t.rejects(importPosts('object.json', options), {
    message: 'object.json is no list of articles.',
  });
});

test('what cannot be taken is named, and the rest is taken', async (t) => {
  emptyFolder(t);
  const post = (title: string, more: string, text = 'x') =>
    lines('---', `title: ${title}`, more, '---', text);
  writeFiles({
    'in/a.md': post('A', 'date: 2024-13-40'),
    'in/b.md': post('B', 'date: 2024-01-01', '![](missing.png)'),
    'in/b2.md': post('B', 'date: 2024-01-01', '![](/%)'),
    'in/c.md': post('C', 'slug: same'),
    'in/d.md': post('D', 'slug: same'),
    'in/e.md': post('E', `tags: [${Array.from({ length: 21 }, (_, i) => i)}]`),
    'in/f.md': 'no front matter',
    'in/g.md': post('G', `excerpt: ${'x'.repeat(600)}`),
    'in/h.md': Buffer.from(post('H', '', 'Grüße'), 'latin1'),
    'in/Überschrift & mehr.md': post('I', ''),
    'in/漢字.md': post('漢字', ''),
  });
  const { actions } = await importPosts('in', options);
  t.match(
    actions.map(({ what, path }) => `${what} ${path}`),
    [
      'refused in/a.md:3',
      'refused in/b.md',
      'refused in/b2.md',
      'write content/posts/same.md',
      'refused in/d.md',
      'refused in/e.md',
      'refused in/f.md:1',
      'write content/posts/g.md',
      'refused in/h.md:1',
      'write content/posts/uberschrift-mehr.md',
      /^write content\/posts\/post-[0-9a-f]{6}\.md$/,
    ],
  );
  const notes = actions.map(({ note }) => note ?? '');
  t.match(notes[1], 'there is no missing.png');
  t.match(notes[2], 'there is no /%');
  t.match(notes[4], 'has the same address as in/c.md');
  t.match(notes[5], 'tags');
  t.match(notes[7], 'the excerpt is cut at 500 characters');
  t.match(notes[9], 'the address "Überschrift & mehr" becomes "uberschrift-mehr"');
});

test('--fetch-images takes images of other sites along', async (t) => {
  emptyFolder(t);
  const server = createServer(({ url }, response) => {
    if (url === '/a.webp?w=1') return response.end(photos.webp);
    if (url === '/large.png')
      return response.end(Buffer.concat([photos.png, Buffer.alloc(3_000_000)]));
    if (url === '/text.png') return response.end('text');
    response.statusCode = 404;
    return response.end();
  }).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  const base = await new Promise<string>((resolve) =>
    server.on('listening', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  );
  const post = (path: string) => lines('---', 'title: X', '---', `![](${base}${path})`);
  writeFiles({
    'in/a.md': post('/a.webp?w=1'),
    'in/b.md': post('/large.png'),
    'in/c.md': post('/text.png'),
    'in/d.md': post('/none.png'),
  });
  const { actions } = await importPosts('in', { ...options, fetchImages: true });
  t.strictSame(
    actions.map(({ what }) => what),
    ['write', 'refused', 'refused', 'refused'],
    JSON.stringify(actions),
  );
  t.match(actions[1]?.note, 'has more than 2 MiB');
  t.match(actions[2]?.note, 'is not a PNG');
  t.match(actions[3]?.note, 'answers with status 404');
  t.match(readPost('a'), /!\[\]\(images\/a-[0-9a-f]{8}\.webp\)/);
});

test('what was imported can be pushed, and former addresses lead to it', async (t) => {
  const { push, page } = await contentFiles(t);
  writeFiles({ ...jekyll, ...hugo, 'articles.json': JSON.stringify([article]) });
  for (const from of ['old', 'hugo', 'articles.json']) await importPosts(from, options);
  const report = await push();
  t.ok(
    report.actions.every(({ what }) => what === 'create'),
    JSON.stringify(report.actions),
  );
  t.equal(report.actions.length, 6);
  t.equal((await page('first')).headers.get('location'), '/blog/first-post');
  t.equal((await page('bundle-2')).headers.get('location'), '/blog/bundle');
  t.match(await (await page('first-post')).text(), '<img src="/media/');
  t.notMatch(await (await page('first-post')).text(), 'Updated', 'it has not changed since');
});
