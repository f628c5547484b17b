import { cpSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { test } from 'tap';
import type { ContentApi } from '../../../scripts/content/api.ts';
import {
  contentFiles,
  emptyFolder,
  postFile,
  readPost,
  said,
  writeFiles,
} from '../../support/content-files.ts';
import { photos } from '../../support/photos.ts';

test('a file becomes a post, and each change of it a change of the post', async (t) => {
  const { api, push, page } = await contentFiles(t);
  writeFiles({ ...postFile('one'), ...postFile('two', 'Not yet.', 'tags: [a, B]') });
  t.strictSame(said(await push({ isPlan: true })), ['create one.md', 'create two.md']);
  t.strictSame(await api.list(), [], 'a plan sends nothing');
  t.strictSame(said(await push()), ['create one.md', 'create two.md']);
  t.strictSame(said(await push()), ['same one.md', 'same two.md']);
  t.match(await api.get('one'), { title: 'one', status: 'published', content: 'Text of one.' });
  t.match(await api.get('two'), { status: 'draft', tags: ['a', 'B'], publishedAt: null });

  writeFiles(postFile('one', 'Longer.', 'excerpt: Short\ndraft: false'));
  t.strictSame(said(await push()), ['update one.md', 'same two.md']);
  t.match(await api.get('one'), { content: 'Longer.', excerpt: 'Short' });
  writeFiles(postFile('one', 'Longer.'));
  await push();
  t.notOk('excerpt' in (await api.get('one')), 'what the file does not have any more');

  for (const [more, expected] of [
    [
      'date: 2020-02-03\ndraft: false',
      { status: 'published', publishedAt: '2020-02-03T00:00:00.000Z' },
    ],
    [
      'date: 2031-02-03T04:05+02:00\ndraft: false',
      { status: 'scheduled', publishedAt: '2031-02-03T02:05:00.000Z' },
    ],
    ['date: 2020-02-03', { status: 'draft' }],
    ['draft: false', { status: 'published' }],
  ] as const) {
    writeFiles(postFile('one', 'Longer.', more));
    t.strictSame(said(await push()), ['update one.md', 'same two.md'], more);
    t.match(await api.get('one'), expected, more);
    t.strictSame(said(await push()), ['same one.md', 'same two.md'], more);
  }
  t.equal((await page('one')).status, 200);
});

test('files and posts that changed: what a push does', async (t) => {
  const { api, push, status } = await contentFiles(t);
  writeFiles({
    ...postFile('file'),
    ...postFile('post'),
    ...postFile('both'),
    ...postFile('same'),
  });
  await push();
  writeFiles({
    ...postFile('file', 'New.'),
    ...postFile('both', 'Mine.'),
    ...postFile('same', 'New.'),
  });
  for (const slug of ['post', 'both'])
    await api.update(await api.get(slug), { content: 'Theirs.' });
  await api.update(await api.get('same'), { content: 'New.' });
  const expected = ['conflict both.md', 'ahead file.md', 'behind post.md', 'same same.md'];
  t.strictSame(said(await status()), expected);

  const report = await push();
  t.strictSame(said(report), [
    'conflict both.md',
    'update file.md',
    'behind post.md',
    'link same.md',
  ]);
  t.match(report.actions[0]?.note, /-Theirs\.\n.*\+Mine\./s, 'shows the difference');
  t.match(await api.get('both'), { content: 'Theirs.' });
  t.match(await api.get('post'), { content: 'Theirs.' });
  t.strictSame(said(await push()), [
    'conflict both.md',
    'same file.md',
    'behind post.md',
    'same same.md',
  ]);

  const files = ['content/posts/both.md', 'content/posts/post.md'];
  t.strictSame(said(await push({ files, force: true })), ['update both.md', 'update post.md']);
  t.match(await api.get('both'), { content: 'Mine.' });
  t.match(await api.get('post'), { content: 'Text of post.' });
  t.ok(said(await push()).every((line) => /^(same|gone) /.test(line)));
});

test('a post of the site with the slug of a new file is no victim of it', async (t) => {
  const { api, push } = await contentFiles(t);
  await api.create({ title: 'x', slug: 'x', category: 'Notes', content: 'Of the site.' }, 'key-1');
  await api.create({ title: 'y', slug: 'y', category: 'notes', content: 'Same.\n' }, 'key-2');
  writeFiles({ ...postFile('x', 'Of the file.', ''), ...postFile('y', 'Same.', '') });
  t.strictSame(said(await push()), ['conflict x.md', 'link y.md']);
  t.match(await api.get('x'), { content: 'Of the site.', version: 1 });
});

test('publishing and unpublishing on the site are changes too', async (t) => {
  const { api, push } = await contentFiles(t);
  writeFiles({ ...postFile('one'), ...postFile('two', 'Text', '') });
  await push();
  await api.unpublish(await api.get('one'));
  await api.publish(await api.get('two'));
  t.strictSame(said(await push()), ['behind one.md', 'behind two.md']);
});

test('images beside the file are uploaded, and keep their names in it', async (t) => {
  const { api, push, page } = await contentFiles(t);
  const text =
    '![A](pic.png) [![B](<img/my pic.webp> "B")](/) `![](no.png)`\n\n![C][c]\n\n[c]: ../c.gif';
  writeFiles({
    ...postFile('one', text),
    'content/posts/pic.png': photos.png,
    'content/posts/img/my pic.webp': photos.webp,
    'content/c.gif': photos.gif,
  });
  await push();
  t.match(readPost('one'), text);
  const { content } = await api.get('one');
  t.match(content, '`![](no.png)`');
  const addresses = content.match(/\/media\/[^ )>"]+/g) ?? [];
  t.equal(addresses.length, 3);
  const html = await (await page('one')).text();
  for (const address of addresses) t.match(html, `<img src="${address.trim()}"`);
  t.strictSame(said(await push()), ['same one.md']);
  writeFiles({ 'content/posts/pic.png': photos.jpeg });
  t.strictSame(said(await push()), ['update one.md'], 'another picture is a change');
});

test('former addresses lead to the post', async (t) => {
  const { push, page } = await contentFiles(t);
  const matter = (aliases: string) => `aliases: [${aliases}]\ndraft: false`;
  writeFiles(postFile('one', 'Text', matter('old, older')));
  t.strictSame(said(await push()), ['create one.md']);
  for (const slug of ['old', 'older']) {
    const { status, headers } = await page(slug);
    t.strictSame([status, headers.get('location')], [301, '/blog/one'], slug);
  }
  t.strictSame(said(await push()), ['same one.md']);
  writeFiles(postFile('one', 'Text', matter('old, older, oldest')));
  t.strictSame(said(await push()), ['update one.md']);
  t.equal((await page('oldest')).status, 301);
  t.equal((await page('one')).status, 200);
  t.strictSame(said(await push()), ['same one.md']);

  const later = 'aliases: [was]\ndate: 2031-01-01\ndraft: false';
  writeFiles(postFile('two', 'Text', later));
  await push();
  t.strictSame(said(await push()), ['same one.md', 'same two.md'], 'nobody has seen it yet');
  writeFiles(postFile('two', 'Text', later.replace('2031', '2021')));
  await push();
  t.equal((await page('was')).status, 301);
});

test('a file that moves stays the post’s', async (t) => {
  const { api, push, page } = await contentFiles(t);
  writeFiles(postFile('one', 'Text', 'slug: first\ndraft: false'));
  await push();
  const { id } = await api.get('first');
  renameSync('content/posts/one.md', 'content/posts/other.md');
  t.strictSame(said(await push()), ['link other.md']);
  t.strictSame(said(await push()), ['same other.md']);
  writeFiles({
    'content/posts/other.md': readPost('other').replace('slug: first', 'slug: second'),
  });
  t.strictSame(said(await push()), ['update other.md']);
  t.match(await api.get('second'), { id });
  t.equal((await page('first')).status, 301);
  t.equal((await api.list()).length, 1);
});

test('a file that is gone changes nothing, and --prune unpublishes its post', async (t) => {
  const { api, push } = await contentFiles(t);
  writeFiles({ ...postFile('one'), ...postFile('two') });
  await push();
  await api.create({ title: 'x', category: 'Notes', content: 'Web.', status: 'published' }, 'key');
  rmSync('content/posts/one.md');
  t.strictSame(said(await push()), ['same two.md', 'gone one.md']);
  t.strictSame(said(await push({ prune: true, isPlan: true })), [
    'same two.md',
    'unpublish one.md',
  ]);
  t.match(await api.get('one'), { status: 'published' });
  t.strictSame(said(await push({ prune: true })), ['same two.md', 'unpublish one.md']);
  t.match(await api.get('one'), { status: 'draft', content: 'Text of one.' });
  t.match(await api.get('x'), { status: 'published' }, 'has never had a file');
  t.strictSame(said(await push({ prune: true })), ['same two.md']);
  writeFiles(postFile('one'));
  t.strictSame(said(await push()), ['behind one.md', 'same two.md'], 'and can be taken back');
  t.strictSame(said(await push({ files: ['content/posts/one.md'], force: true })), [
    'update one.md',
  ]);
  t.match(await api.get('one'), { status: 'published' });
});

test('two runners with fresh clones, one of them on Windows, come to the same', async (t) => {
  const { push, requests } = await contentFiles(t);
  writeFiles({
    ...postFile('one', 'a\n\n```\nb\n```'),
    ...postFile('two', '![](a.png)'),
    'content/posts/a.png': photos.png,
  });
  await push();
  const first = process.cwd();
  emptyFolder(t);
  cpSync(first, '.', { recursive: true });
  for (const name of ['one', 'two']) {
    writeFiles({
      [`content/posts/${name}.md`]: `\ufeff${readPost(name).replaceAll('\n', '\r\n')}`,
    });
  }
  const before = requests().length;
  t.strictSame(said(await push()), ['same one.md', 'same two.md']);
  t.strictSame(requests().slice(before), [
    { method: 'GET', url: '/v1/blog/posts?status=all&limit=100' },
  ]);
});

test('a push reads a page of the list for each hundred posts, and sends only what has changed', async (t) => {
  const { push, requests } = await contentFiles(t);
  for (let i = 0; i < 105; i++) writeFiles(postFile(`post-${i}`));
  await push();
  writeFiles(postFile('post-7', 'New.'));
  const before = requests().length;
  const report = await push();
  t.equal(report.actions.length, 105);
  t.strictSame(
    requests()
      .slice(before)
      .map(({ method }) => method),
    ['GET', 'GET', 'PUT'],
  );
});

/** Ends at the `n`th request that writes: before it is sent, or after. */
function dying(api: ContentApi, n: number, isSent: boolean): ContentApi {
  let writes = 0;
  const entries = Object.entries(api).map(([name, call]) => {
    const wrapped = async (...args: never[]) => {
      const isLast = !/^(list|get)$/.test(name) && ++writes === n;
      if (isLast && !isSent) throw new Error('killed');
      const answer = await (call as (...args: never[]) => Promise<unknown>)(...args);
      if (isLast) throw new Error('killed');
      return answer;
    };
    return [name, wrapped];
  });
  return Object.fromEntries(entries) as ContentApi;
}

test('a push that is killed at any request goes on where it was', async (t) => {
  const { api, push, page } = await contentFiles(t);
  const files = (name: string, text: string) => ({
    ...postFile(
      name,
      `${text} ![](a.png)`,
      `aliases: [old-${name}]\ndate: 2021-01-01\ndraft: false`,
    ),
    'content/posts/a.png': photos.png,
  });
  let died = 0;
  for (const isSent of [false, true]) {
    for (let n = 1; n <= 6; n++) {
      const name = `p${n}${isSent ? 'a' : 'b'}`;
      const isKilled = await push({}, dying(api, n, isSent)).then(
        () => false,
        () => true,
      );
      t.notOk(isKilled, 'nothing to write yet');
      writeFiles(files(name, 'One.'));
      const killed = await push({}, dying(api, n, isSent)).then(
        () => false,
        (e) => e.message === 'killed',
      );
      if (killed) died++;
      const again = await push();
      t.notOk(
        said(again).some((line) => /conflict|behind|refused/.test(line)),
        `${name}: ${said(again)}`,
      );
      t.match(await api.get(name), {
        content: /^One\. !\[\]\(\/media\//,
        publishedAt: '2021-01-01T00:00:00.000Z',
        status: 'published',
      });
      t.equal((await page(`old-${name}`)).status, 301, name);
      t.ok(
        said(await push()).every((line) => /^(same|gone) /.test(line)),
        name,
      );
      rmSync(`content/posts/${name}.md`);
    }
  }
  t.ok(died >= 10, `${died} were killed`);
  t.equal((await api.list()).length, 12, 'no post twice');
});

test('another editor between the check and the write is a conflict, and wins', async (t) => {
  const { api, push } = await contentFiles(t);
  writeFiles({ ...postFile('one'), ...postFile('two') });
  await push();
  writeFiles({ ...postFile('one', 'Mine.'), ...postFile('two', 'Mine.') });
  const slow: ContentApi = {
    ...api,
    async update(post, fields) {
      if (post.slug === 'one') await api.update(post, { content: 'Theirs.' });
      return api.update(post, fields);
    },
  };
  t.strictSame(said(await push({}, slow)), ['conflict one.md', 'update two.md']);
  t.match(await api.get('one'), { content: 'Theirs.' });
});

test('an answer that gets lost is no conflict', async (t) => {
  const { api, push } = await contentFiles(t);
  writeFiles(postFile('one'));
  await push();
  const again =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      await call(...args);
      return call(...args);
    };
  // As a client that repeats a request whose answer it did not get.
  const lossy: ContentApi = {
    ...api,
    create: again(api.create),
    update: again(api.update),
    publish: again(api.publish),
    unpublish: again(api.unpublish),
  };
  writeFiles({
    ...postFile('one', 'New.', 'date: 2021-01-01\ndraft: false\naliases: [was]'),
    ...postFile('two', 'New.', 'date: 2021-01-01\ndraft: false'),
  });
  t.strictSame(said(await push({}, lossy)), ['update one.md', 'create two.md']);
  t.strictSame(said(await push()), ['same one.md', 'same two.md']);
  writeFiles(postFile('two', 'New.', 'draft: true'));
  t.strictSame(said(await push({}, lossy)), ['same one.md', 'update two.md']);
  t.strictSame(said(await push()), ['same one.md', 'same two.md']);
  t.equal((await api.list()).length, 2);
});

test('the folder stays as it is', async (t) => {
  const { push } = await contentFiles(t);
  writeFiles({ ...postFile('one', 'Text   \n\n\n'), ...postFile('two') });
  const all = () =>
    readdirSync('content/posts').map((name) => [
      name,
      readFileSync(`content/posts/${name}`, 'utf8'),
    ]);
  const before = all();
  await push();
  t.strictSame(all(), before);
});
