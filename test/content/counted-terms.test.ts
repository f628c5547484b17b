import { type Test, test } from 'tap';
import { anyVersion, contentOn, dump, post } from '../support/content.ts';
import { makeTable } from '../support/table.ts';

async function blog(t: Test) {
  const table = await makeTable(t);
  const clock = { now: Date.parse('2026-11-21T09:00:00Z') };
  const content = contentOn(table, { now: () => clock.now });
  const publish = async (...tags: string[]) =>
    (await content.create('post', post('x', { tags }), { publish: true })).item;
  const tags = async () =>
    (await content.terms('tag')).map(({ name, slug, count }) => `${name} ${slug} ${count}`);
  return { table, clock, content, publish, tags };
}

test('terms are counted while their posts are published', async (t) => {
  const { table, content, publish, tags, clock } = await blog(t);
  const a = await publish('A', 'B');
  const b = await publish('B');
  t.strictSame(await tags(), ['A a 1', 'B b 2']);
  await content.create('post', post('draft', { tags: ['A', 'C'] }), { publish: false });
  t.strictSame(await tags(), ['A a 1', 'B b 2']);
  await content.update('post', a.id, { tags: ['C'] }, anyVersion);
  t.strictSame(await tags(), ['B b 1', 'C c 1']);
  await content.unpublish('post', a.id, anyVersion);
  await content.publish('post', b.id, '2027-01-01T00:00:00Z', anyVersion);
  t.strictSame(await tags(), []);
  t.strictSame(await content.terms('category'), []);
  clock.now += 365 * 24 * 60 * 60 * 1000;
  t.strictSame(await tags(), ['B b 1']);
  await content.remove('post', b.id, anyVersion);
  t.strictSame(
    (await dump(table)).filter(({ pk }) => `${pk}`.startsWith('TERMS')),
    [],
  );
});

test('a term has the spelling that was published last', async (t) => {
  const { content, publish, tags } = await blog(t);
  const a = await publish('typescript');
  const b = await publish('TypeScript', 'TYPESCRIPT');
  t.strictSame(await tags(), ['TypeScript typescript 2']);
  t.strictSame(b.tags, [{ name: 'TypeScript', slug: 'typescript' }]);
  t.match(await content.update('post', a.id, { tags: ['Typescript'] }, anyVersion), {
    tags: [{ name: 'Typescript', slug: 'typescript' }],
  });
  t.strictSame(await tags(), ['Typescript typescript 2']);
});

test('terms that look alike have different addresses for as long as they are used', async (t) => {
  const { content, publish, tags } = await blog(t);
  const a = await publish('Cafe');
  const draft = await content.create('post', post('x', { tags: ['Café'] }), { publish: false });
  const b = await content.publish('post', draft.item.id, undefined, anyVersion);
  t.strictSame(await tags(), ['Cafe cafe 1', 'Café cafe-2 1']);
  t.strictSame(b.tags, [{ name: 'Café', slug: 'cafe-2' }]);
  t.strictSame(await content.update('post', b.id, { tags: ['Café'] }, anyVersion), b);
  await content.remove('post', a.id, anyVersion);
  t.strictSame((await publish('CAFÉ', 'CAFE')).tags, [
    { name: 'CAFÉ', slug: 'cafe-2' },
    { name: 'CAFE', slug: 'cafe' },
  ]);
  t.strictSame(await tags(), ['CAFE cafe 1', 'CAFÉ cafe-2 2']);
  const { items } = await content.list('post', { status: 'published', tag: 'cafe-2', limit: 20 });
  t.equal(items.length, 2);
});

test('posts that are published at once count their terms once each', async (t) => {
  const { content, publish, tags } = await blog(t);
  const posts = await Promise.all(Array.from({ length: 10 }, (_, i) => publish('A', `${i % 2}`)));
  t.strictSame(await tags(), ['0 0 5', '1 1 5', 'A a 10']);
  await Promise.all(posts.map(({ id }) => content.remove('post', id, anyVersion)));
  t.strictSame(await tags(), []);
});
