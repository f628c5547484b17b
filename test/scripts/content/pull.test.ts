import { existsSync, readdirSync, rmSync } from 'node:fs';
import fc from 'fast-check';
import { test } from 'tap';
import {
  contentFiles,
  git,
  postFile,
  readPost,
  said,
  writeFiles,
} from '../../support/content-files.ts';
import { photos } from '../../support/photos.ts';

test('posts of the site become files, which are the same as the posts', async (t) => {
  const { api, pull, push } = await contentFiles(t);
  const fields = { category: 'Notes', content: 'Text.\n\nMore.', tags: ['C++', 'yes'] };
  await api.create({ ...fields, title: 'true', slug: 'one', status: 'published' }, 'k1');
  const draft = await api.create({ ...fields, title: 'Draft', excerpt: 'a: "b"' }, 'k2');
  t.strictSame(said(await pull({ isPlan: true })), ['write one.md']);
  t.notOk(existsSync('content'), 'a plan writes nothing');
  t.strictSame(said(await pull()), ['write one.md']);
  const { publishedAt } = await api.get('one');
  t.equal(
    readPost('one'),
    [
      '---',
      'title: "true"',
      'category: Notes',
      'tags: [C++, yes]',
      `date: ${publishedAt}`,
      'draft: false',
      '---',
      '',
      'Text.',
      '',
      'More.',
      '',
    ].join('\n'),
  );
  t.strictSame(
    said(await pull()),
    ['same one.md'],
    'drafts are not for everybody who has the files',
  );
  t.strictSame(said(await pull({ drafts: true })), ['same one.md', 'write draft.md']);
  t.match(readPost('draft'), 'excerpt: \'a: "b"\'\ndraft: true\n');
  t.strictSame(said(await push()), ['link draft.md', 'link one.md']);
  t.strictSame(said(await push()), ['same draft.md', 'same one.md']);
  await api.publish(await api.get(draft.id), '2031-01-02T03:04:05.000Z');
  t.strictSame(said(await pull()), ['write draft.md', 'same one.md']);
  t.match(readPost('draft'), 'date: 2031-01-02T03:04:05Z');
});

test('a change of the site goes into the file, and the rest of it stays', async (t) => {
  const { api, pull, push } = await contentFiles(t);
  const text = [
    '---',
    '# Mine',
    "title: 'Old' # to be better",
    'series: x',
    'category: Notes',
    'draft: false',
    'aliases: [was]',
    'excerpt: Short',
    '---',
    '![A](pic.png) and ![B](pic.png)',
  ].join('\n');
  writeFiles({ 'content/posts/one.md': text, 'content/posts/pic.png': photos.png });
  await push();
  const post = await api.get('one');
  const content = `${post.content}\n\nMore.`;
  await api.update(post, { title: 'New', excerpt: null, tags: ['Tag'], content });
  t.strictSame(said(await pull()), ['write one.md']);
  t.equal(
    readPost('one'),
    `${[
      '---',
      '# Mine',
      'title: New # to be better',
      'series: x',
      'category: Notes',
      'draft: false',
      'aliases: [was]',
      'tags: [Tag]',
      '---',
      '',
      '![A](pic.png) and ![B](pic.png)',
      '',
      'More.',
    ].join('\n')}\n`,
  );
  t.strictSame(said(await pull()), ['same one.md']);
  t.strictSame(said(await push()), ['link one.md']);
  t.strictSame(said(await push()), ['same one.md']);

  await api.unpublish(await api.get('one'));
  await pull();
  t.match(readPost('one'), 'draft: true');
  t.notMatch(readPost('one'), 'date:');
});

test('no file is overwritten that has changes of its own, or that are not committed', async (t) => {
  const { api, pull, push } = await contentFiles(t);
  writeFiles({ ...postFile('file'), ...postFile('both'), ...postFile('post'), ...postFile('new') });
  git('init');
  git('add', '.');
  git('commit', '-m', 'One');
  rmSync('content/posts/new.md');
  await push();
  writeFiles({
    ...postFile('file', 'Mine.'),
    ...postFile('both', 'Mine.'),
    ...postFile('new', '', ''),
  });
  for (const slug of ['both', 'post'])
    await api.update(await api.get(slug), { content: 'Theirs.' });
  writeFiles(postFile('new', 'New.', ''));
  t.strictSame(said(await pull()), [
    'conflict both.md',
    'ahead file.md',
    'ahead new.md',
    'write post.md',
  ]);
  t.match(readPost('both'), 'Mine.');
  t.match(readPost('file'), 'Mine.');
  t.match(readPost('post'), 'Theirs.');

  await api.update(await api.get('post'), { content: 'Theirs again.' });
  const files = ['content/posts/both.md', 'content/posts/post.md'];
  const forced = await pull({ files, force: true });
  t.strictSame(said(forced), ['conflict both.md', 'conflict post.md']);
  t.match(forced.actions[0]?.note, 'not committed');
  git('commit', '-am', 'Two');
  t.strictSame(said(await pull({ files, force: true })), ['write both.md', 'write post.md']);
  t.match(readPost('both'), 'Theirs.');
  t.match(readPost('post'), 'Theirs again.');
});

test('files of other folders, and names that lead out of this one, are left alone', async (t) => {
  const { api, pull } = await contentFiles(t);
  const posts = { a: 'docs/a.md', b: 'content/posts/../../b.md', c: 'content/posts/c.txt' };
  for (const [slug, path] of Object.entries(posts)) {
    const fields = { title: slug, slug, category: 'x', content: 'x', status: 'published' };
    await api.create({ ...fields, origin: { path, hash: 'x' } }, slug);
  }
  const { actions } = await pull();
  t.ok(actions.every(({ what }) => what === 'elsewhere'));
  t.equal(actions.length, 3);
  t.strictSame(readdirSync('.'), []);
});

test('any post comes back from its file as it was', async (t) => {
  const { api, pull, push } = await contentFiles(t);
  const odd = fc.constantFrom(
    ...': # - ? \' " [ ] { } | > & * ! % @ ` \\ ~ null true 0x1 1_000 2024-01-01 é 漢 🎈 ‮'.split(
      ' ',
    ),
  );
  const line = fc
    .array(fc.oneof(odd, fc.string({ unit: 'grapheme', maxLength: 8 })), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) =>
      parts
        .join(' ')
        .replace(/[\p{Cc}\p{Cs}]/gu, '')
        .trim()
        .slice(0, 50)
        .trim(),
    )
    .filter(
      (text) => text.isWellFormed() && /[^\s\u00a0]/.test(text) && !/[\u007f-\u009f]/.test(text),
    );
  const text = fc
    .array(fc.oneof(line, fc.constantFrom('---', '+++', '', '  indented', '```', '\ttab')), {
      minLength: 1,
    })
    .map((lines) => `Text\n${lines.join('\n')}`);
  let n = 0;
  await fc.assert(
    fc.asyncProperty(
      line,
      line,
      fc.array(line, { maxLength: 3 }),
      fc.option(text, { nil: undefined }),
      text,
      async (title, category, tags, excerpt, content) => {
        const slug = `post-${n++}`;
        const fields = { slug, title, category, tags, content, status: 'published' };
        await api.create({ ...fields, ...(excerpt && { excerpt: excerpt.slice(0, 500) }) }, slug);
        const before = await api.get(slug);
        await pull();
        const [first] = (await push({ files: [`content/posts/${slug}.md`] })).actions;
        // tap cannot read names with all of Unicode.
        t.equal(first?.what, 'link', slug, { fields });
        const { version: _, origin: _origin, ...after } = await api.get(slug);
        t.match(before, after);
        rmSync(`content/posts/${slug}.md`);
        await api.unpublish(await api.get(slug));
      },
    ),
    { numRuns: 30 },
  );
});
