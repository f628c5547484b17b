import { test } from 'tap';
import { anyVersion, contentOn, dump, onlyVersion, post } from '../support/content.ts';
import { makeTable } from '../support/table.ts';

const draft = { publish: false };
const published = { publish: true };
const notFound = { name: 'NotFound', statusCode: 404 };
const changed = { name: 'PreconditionFailed', statusCode: 412 };
const unknown = 'c_0000000000000000';

test('a post is created, published, found, listed and deleted with all that belongs to it', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table);
  const fields = post('Über C++ & Größe', { tags: ['C++', 'c++', '.NET'] });
  const { item, isNew } = await content.create('post', fields, draft);
  t.ok(isNew);
  t.match(item, { slug: 'uber-c-grosse', status: 'draft', version: 1, publishedAt: null });
  t.match(item, { category: { name: 'News', slug: 'news' }, readTime: 1, content: fields.content });
  t.strictSame(item.tags, [
    { name: 'C++', slug: 'c-plus-plus' },
    { name: '.NET', slug: 'dot-net' },
  ]);
  t.equal(await content.page('post', item.slug), undefined);
  t.equal(await content.markdown('post', item.slug), undefined);
  t.strictSame(await content.find('post', item.id, true), item);
  t.strictSame(await content.find('post', item.slug, true), item);
  await t.rejects(content.find('post', item.id, false), notFound);

  const now = await content.publish('post', item.id, undefined, anyVersion);
  t.match(now, { status: 'published', version: 2 });
  t.strictSame(await content.find('post', item.slug, false), now);
  const { content: text, ...summary } = now;
  t.strictSame(await content.page('post', item.slug), {
    found: 'item',
    item: summary,
    html: `<p lang="en" class="v1">${text}</p>`,
  });
  t.equal(await content.markdown('post', item.slug), text);
  t.strictSame([...(await content.html('post', [summary])).keys()], [item.id]);
  for (const filter of [{}, { tag: 'dot-net' }, { category: 'news', tag: 'c-plus-plus' }]) {
    t.strictSame(await content.list('post', { status: 'published', limit: 20, ...filter }), {
      items: [summary],
      nextCursor: null,
    });
  }
  t.strictSame(await content.terms('tag'), [
    { name: '.NET', slug: 'dot-net', count: 1 },
    { name: 'C++', slug: 'c-plus-plus', count: 1 },
  ]);
  await content.createPreview('post', item.id);
  await content.remove('post', item.id, anyVersion);
  t.strictSame(await dump(table), []);
});

test('projects and certifications are stored like posts', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table, { now: () => Date.parse('2026-11-21T09:30:00Z') });
  const fields = {
    name: 'A tool',
    description: 'It works',
    image: '/media/0123456789abcdef-1x1.png',
  };
  const { item: project } = await content.create('project', fields, published);
  t.match(project, { kind: 'project', slug: 'a-tool', tech: [], featured: false });
  t.notOk('longDescription' in project);
  t.match(await content.page('project', 'a-tool'), { found: 'item', html: '' });
  t.ok(await content.isMediaUsed('0123456789abcdef-1x1.png'));
  const long = { longDescription: 'Long ![x](/media/f123456789abcdef-1x1.png)', image: null };
  t.match(await content.update('project', project.id, long, anyVersion), { version: 2, ...long });
  t.match(await content.page('project', 'a-tool'), { html: /Long/ });
  t.notOk(await content.isMediaUsed('0123456789abcdef-1x1.png'));
  t.ok(await content.isMediaUsed('f123456789abcdef-1x1.png'));
  const short = await content.update('project', project.id, { longDescription: null }, anyVersion);
  t.notOk('longDescription' in short);
  t.match(await content.page('project', 'a-tool'), { html: '' });
  t.notOk(await content.isMediaUsed('f123456789abcdef-1x1.png'));

  const { item } = await content.create('certification', { name: 'AWS', issuer: 'A' }, published);
  t.match(item, { type: 'certification', dateEarned: '2026-11-21', featured: false, slug: 'aws' });
  t.strictSame(await content.find('certification', 'aws', false), item);
  t.strictSame(await content.html('certification', [item]), new Map());
  await content.remove('certification', item.id, anyVersion);
  await content.remove('project', project.id, anyVersion);
  t.strictSame(await dump(table), []);
});

test('an update keeps what is left out, clears what is null, and writes nothing for nothing', async (t) => {
  const content = contentOn(await makeTable(t));
  const fields = post('One', {
    excerpt: 'Short',
    tags: ['A'],
    origin: { path: 'one.md', hash: 'f' },
  });
  const { item } = await content.create('post', fields, draft);
  const { updatedAt: _, ...before } = item;
  t.match(await content.update('post', item.id, { title: 'Two' }, anyVersion), {
    ...before,
    title: 'Two',
    version: 2,
  });
  const cleared = { excerpt: null, tags: null, origin: null };
  const bare = await content.update('post', item.id, cleared, anyVersion);
  t.match(bare, { version: 3, tags: [], content: fields.content });
  t.notOk('excerpt' in bare || 'origin' in bare);
  t.strictSame(await content.find('post', item.id, true), bare);
  const same = { title: 'Two', content: fields.content, category: 'News', slug: 'one' };
  for (const nothing of [{}, same, cleared]) {
    t.strictSame(await content.update('post', item.id, nothing, anyVersion), bare);
  }
  for (const [field, path] of Object.entries({ title: 'body.title', content: 'body.content' })) {
    const refused = content.update('post', item.id, { [field]: null }, anyVersion);
    await t.rejects(refused, { name: 'NotValid', details: [{ path }] });
  }
});

test('only what readers see of a text changes its last change', async (t) => {
  let day = 0;
  const now = () => Date.parse('2026-11-21T09:30:00Z') + 86_400_000 * day++;
  const content = contentOn(await makeTable(t), { now });
  const { item } = await content.create('post', post('One'), draft);
  const id = item.id;
  const origin = { path: 'one.md', hash: 'f' };
  const same = [
    () => content.publish('post', id, undefined, anyVersion),
    () => content.update('post', id, { origin }, anyVersion),
    () => content.update('post', id, { slug: 'first' }, anyVersion),
    () => content.unpublish('post', id, anyVersion),
    () => content.publish('post', id, '2020-01-01T00:00:00Z', anyVersion),
  ];
  for (const [i, write] of same.entries()) {
    t.match(await write(), { version: i + 2, updatedAt: item.updatedAt });
  }
  const changed = await content.update('post', id, { title: 'Two' }, anyVersion);
  t.ok(changed.updatedAt > item.updatedAt);
  const longer = await content.update('post', id, { content: 'More' }, anyVersion);
  t.ok(longer.updatedAt > changed.updatedAt);

  const { item: old } = await content.create('post', post('Old'), draft);
  const publishedAt = '2019-05-01T00:00:00.000Z';
  const first = await content.publish('post', old.id, publishedAt, anyVersion);
  t.match(first, { publishedAt, updatedAt: publishedAt }, 'published elsewhere before');
  t.strictSame(await content.publish('post', old.id, publishedAt, anyVersion), first);
});

test('texts are stored with line feeds, and without what XML does not have', async (t) => {
  const content = contentOn(await makeTable(t));
  const fields = post('a\0b', { content: 'one\r\ntwo\rthree\n\0\ud800', excerpt: '\r\n' });
  const { item } = await content.create('post', fields, draft);
  t.match(item, { title: 'a\ufffdb', content: 'one\ntwo\nthree\n\ufffd\ufffd', excerpt: '\n' });
  t.strictSame(await content.find('post', item.id, true), item);
});

const invalid: [what: string, fields: Record<string, unknown>, path: string][] = [
  ['more than 300 KiB of text', { content: 'é'.repeat(153_601) }, 'body.content'],
  ['an empty tag', { tags: ['a', ' \n'] }, 'body.tags.1'],
  ['an empty category', { category: '\u00a0' }, 'body.category'],
  ['a reserved slug', { slug: 'feed.xml' }, 'body.slug'],
  ['a slug that looks like an id', { slug: unknown }, 'body.slug'],
];

for (const [what, fields, path] of invalid) {
  test(`${what} is refused, and nothing is stored`, async (t) => {
    const table = await makeTable(t);
    const content = contentOn(table);
    const refused = { name: 'NotValid', statusCode: 400, details: [{ path }] };
    await t.rejects(content.create('post', post('x', fields), draft), refused);
    t.strictSame(await dump(table), []);
    const { item } = await content.create('post', post('x'), draft);
    await t.rejects(content.update('post', item.id, fields, anyVersion), refused);
    t.strictSame(await content.find('post', item.id, true), item);
  });
}

test('the largest post and its largest change fit into the table', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table, { now: () => Date.now() + 1000 * clock++ });
  let clock = 0;
  const names = (letter: string) =>
    Array.from({ length: 20 }, (_, i) => `${letter}${i}`.padEnd(50, '\u{1f600}'));
  const largest = (letter: string) => ({
    title: `${letter}\u{1f600}`.repeat(100),
    content: '\u{20000}'.repeat(76_000) + letter,
    excerpt: '\u{1f600}'.repeat(500),
    category: letter.padEnd(100, '\u{1f600}'),
    tags: names(letter),
    canonicalUrl: `https://example.com/${'x'.repeat(2000)}`,
  });
  const { item } = await content.create('post', largest('a'), published);
  t.equal(item.tags.length, 20);
  for (let i = 0; i < 22; i++)
    await content.update('post', item.id, { slug: `s-${i}` }, anyVersion);
  const change = {
    ...largest('b'),
    slug: 'last',
    content: `![](/media/x-1x1.png)${largest('b').content}`,
  };
  t.match(await content.update('post', item.id, change, anyVersion), { slug: 'last', version: 24 });
  t.equal((await content.terms('tag')).length, 20);
  await content.remove('post', item.id, anyVersion);
  t.strictSame(await dump(table), []);
});

test('writes go on only at a version that the client allows', async (t) => {
  const content = contentOn(await makeTable(t));
  const { item } = await content.create('post', post('x'), draft);
  const stale = onlyVersion(7);
  await t.rejects(content.update('post', item.id, { title: 'y' }, stale), changed);
  await t.rejects(content.publish('post', item.id, undefined, stale), changed);
  await t.rejects(content.unpublish('post', item.id, stale), changed);
  await t.rejects(content.remove('post', item.id, stale), changed);
  t.strictSame(await content.find('post', item.id, true), item);
  t.match(await content.update('post', item.id, { title: 'y' }, onlyVersion(1)), { version: 2 });
  t.match(await content.publish('post', item.id, undefined, onlyVersion(2)), { version: 3 });
  await content.remove('post', item.id, onlyVersion(3));
});

test('unknown items are not found, whatever is asked of them', async (t) => {
  const content = contentOn(await makeTable(t));
  const { item } = await content.create('post', post('x'), published);
  for (const id of [unknown, 'x', '', '../x', 'ä', 'c_'.padEnd(5000, 'x'), item.id]) {
    await t.rejects(content.find('project', id, true), notFound);
    await t.rejects(content.update('project', id, { name: 'y' }, anyVersion), notFound);
    await t.rejects(content.remove('project', id, anyVersion), notFound);
    await t.rejects(content.publish('project', id, undefined, anyVersion), notFound);
    await t.rejects(content.unpublish('project', id, anyVersion), notFound);
    await t.rejects(content.createPreview('project', id), notFound);
    await t.rejects(content.removePreview('project', id), notFound);
    t.equal(await content.preview('project', id, 'x'), undefined);
    t.equal(await content.page('project', id), undefined);
    t.equal(await content.markdown('post', id.toUpperCase()), undefined);
  }
  t.ok(await content.find('post', 'x', false));
});

test('a repeated create with the same key returns the item of the first, as it is now', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table);
  const options = { publish: false, idempotencyKey: 'k' };
  const first = await content.create('post', post('x', { slug: 'own' }), options);
  t.ok(first.isNew);
  const now = await content.update('post', first.item.id, { title: 'y', slug: 'z' }, anyVersion);
  const { item: other } = await content.create('post', post('other', { slug: 'own' }), draft);
  for (const fields of [
    post('x', { slug: 'own' }),
    post('x'),
    post('else', { slug: other.slug }),
  ]) {
    t.strictSame(await content.create('post', fields, options), { item: now, isNew: false });
  }
  t.equal((await content.list('post', { status: 'all', limit: 20 })).items.length, 2);
  const project = await content.create('project', { name: 'x', description: 'x' }, options);
  t.ok(project.isNew, 'a key is of one kind');
  t.not(project.item.id, first.item.id);
});
