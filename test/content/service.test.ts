import { test } from 'tap';
import { anyVersion, contentOn, dump, post } from '../support/content.ts';
import { makeTable } from '../support/table.ts';

test('a post is created, published, found, listed and deleted with all that belongs to it', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table);
  const fields = post('Über C++ & Größe', { tags: ['C++', 'c++', '.NET'] });
  const { item, isNew } = await content.create('post', fields, { publish: false });
  t.ok(isNew);
  t.match(item, { slug: 'uber-c-grosse', status: 'draft', version: 1, publishedAt: null });
  t.strictSame(item.tags, [
    { name: 'C++', slug: 'c-plus-plus' },
    { name: '.NET', slug: 'dot-net' },
  ]);
  t.equal(await content.page('post', item.slug), undefined);
  t.strictSame(await content.find('post', item.id, true), item);
  await t.rejects(content.find('post', item.id, false), { name: 'NotFound' });
  const published = await content.publish('post', item.id, undefined, anyVersion);
  t.match(published, { status: 'published', version: 2 });
  t.strictSame(await content.find('post', item.slug, false), published);
  t.match(await content.page('post', item.slug), { found: 'item', html: /Größe/ });
  const { content: _, ...summary } = published;
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
  await content.remove('post', item.id, anyVersion);
  t.strictSame(await dump(table), []);
});
