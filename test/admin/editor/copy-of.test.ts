import { test } from 'tap';
import { copyOf } from '../../../admin/editor/list/copy-of.ts';
import { readPostFile } from '../../../scripts/content/post-file.ts';

const post = {
  id: '0199',
  version: 3,
  title: 'Colons: "quotes", # and \u2028 ünïcode 🎉',
  slug: 'colons',
  category: 'Notes',
  tags: ['C++', 'yes', '2024-05-01'],
  excerpt: 'Two\nlines',
  content: '---\n\nSome *words*\n\n---',
  status: 'published',
  publishedAt: '2026-11-26T09:00:00.000Z',
  canonicalUrl: 'https://example.com/colons',
};

test('the copy of a post is a file that npm run content takes back', async (t) => {
  const copy = copyOf('post', post);
  t.match(copy, { name: 'colons.md', type: 'text/markdown' });
  const file = readPostFile(`content/posts/${copy.name}`, Buffer.from(copy.text));
  const { title, category, tags, excerpt, content, canonicalUrl } = post;
  t.match(file.post, { title, category, tags, excerpt, canonicalUrl, slug: 'colons' });
  t.equal(file.post.content.trim(), content);
  t.equal(Date.parse(file.publication), Date.parse(post.publishedAt));
  t.strictSame(file.notes, []);
});

test('a draft stays one', async (t) => {
  const { text } = copyOf('post', { ...post, status: 'draft', publishedAt: null, tags: [] });
  const { publication } = readPostFile('content/posts/colons.md', Buffer.from(text));
  t.equal(publication, 'draft');
});

test('the copy of another item is its JSON', async (t) => {
  const project = {
    id: '0199',
    slug: 'colons',
    status: 'draft',
    publishedAt: null,
    name: 'A thing',
  };
  const copy = copyOf('project', project);
  t.equal(copy.name, 'colons.json');
  t.strictSame(JSON.parse(copy.text), project);
});
