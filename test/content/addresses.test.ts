import { type Test, test } from 'tap';
import { anyVersion, contentOn, dump, post } from '../support/content.ts';
import { makeTable } from '../support/table.ts';

const draft = { publish: false };
const published = { publish: true };
const taken = { name: 'Conflict', code: 'SLUG_TAKEN', statusCode: 409 };

async function blog(t: Test) {
  const table = await makeTable(t);
  const content = contentOn(table);
  const create = async (
    title: string,
    { publish = true, ...fields }: Record<string, unknown> = {},
  ) => (await content.create('post', post(title, fields), { publish: publish === true })).item;
  const rename = (id: string, slug: string) => content.update('post', id, { slug }, anyVersion);
  /** What readers get at each slug: the title of a post, or where it moved. */
  const at = async (...slugs: string[]) => {
    const pages = slugs.map(async (slug) => {
      const page = await content.page('post', slug);
      return page?.found === 'item' ? page.item.title : page && `to ${page.slug}`;
    });
    return Promise.all(pages);
  };
  const slugs = async () =>
    (await dump(table)).filter(({ pk }) => pk === 'SLUG#post').map(({ sk }) => sk);
  return { table, content, create, rename, at, slugs };
}

test('posts of one title get numbers, also when there are many', async (t) => {
  const { create } = await blog(t);
  for (let i = 1; i <= 30; i++) t.equal((await create('x')).slug, i === 1 ? 'x' : `x-${i}`);
  const long = 'a'.repeat(200);
  t.equal((await create(long)).slug.length, 80);
  t.equal((await create(long)).slug, `${'a'.repeat(78)}-2`);
});

test('kinds do not share slugs', async (t) => {
  const { create, content } = await blog(t);
  await create('x');
  const { item } = await content.create('project', { name: 'x', description: 'x' }, published);
  t.equal(item.slug, 'x');
});

test('a slug that the owner chose is taken, or free: it gets no number', async (t) => {
  const { create, rename } = await blog(t);
  const [a, b] = [await create('a'), await create('b', { publish: false })];
  await t.rejects(create('c', { slug: 'a' }), taken);
  await t.rejects(create('c', { slug: 'b' }), taken);
  await t.rejects(rename(b.id, a.slug), taken);
  t.match(await rename(b.id, 'c'), { slug: 'c', version: 2 });
  t.equal((await create('b')).slug, 'b', 'a slug that was never public is free again');
});

test('a new title keeps the slug', async (t) => {
  const { create, content, at } = await blog(t);
  const { id } = await create('a');
  t.match(await content.update('post', id, { title: 'b' }, anyVersion), { slug: 'a' });
  t.strictSame(await at('a', 'b'), ['b', undefined]);
});

test('each former slug leads to the present one at once', async (t) => {
  const { create, rename, at, content, slugs } = await blog(t);
  const { id } = await create('a');
  await rename(id, 'b');
  t.strictSame(await at('a', 'b'), ['to b', 'a']);
  await rename(id, 'c');
  t.strictSame(await at('a', 'b', 'c'), ['to c', 'to c', 'a']);
  t.match(await content.find('post', 'a', false), { id, slug: 'c' });
  await rename(id, 'a');
  t.strictSame(await at('a', 'b', 'c'), ['a', 'to a', 'to a']);
  await content.unpublish('post', id, anyVersion);
  t.strictSame(await at('a', 'b', 'c'), [undefined, undefined, undefined]);
  await content.publish('post', id, undefined, anyVersion);
  t.strictSame(await at('a', 'b', 'c'), ['a', 'to a', 'to a']);
  await content.remove('post', id, anyVersion);
  t.strictSame(await slugs(), []);
});

test('only slugs that readers saw are kept', async (t) => {
  const table = await makeTable(t);
  const clock = { now: Date.parse('2026-11-21T09:30:00Z') };
  const content = contentOn(table, { now: () => clock.now });
  const { item } = await content.create('post', post('a'), draft);
  const rename = (slug: string) => content.update('post', item.id, { slug }, anyVersion);
  await rename('b');
  await content.publish('post', item.id, '2026-11-22T09:30:00Z', anyVersion);
  await rename('c');
  clock.now += 2 * 24 * 60 * 60 * 1000;
  await rename('d');
  await content.unpublish('post', item.id, anyVersion);
  await rename('e');
  await rename('d');
  await rename('f');
  const slugs = (await dump(table)).filter(({ pk }) => pk === 'SLUG#post').map(({ sk }) => sk);
  t.strictSame(slugs.sort(), ['c', 'd', 'f'], 'c by its instant, d before it was unpublished');
});

test('an old slug is another post’s only if the owner says so, and then no redirect is left', async (t) => {
  const { create, rename, at, content, slugs } = await blog(t);
  const first = await create('a');
  await rename(first.id, 'b');
  t.equal((await create('a')).slug, 'a-2');
  const other = await create('new', { slug: 'a' });
  t.strictSame(await at('a', 'b'), ['new', 'a']);
  await rename(other.id, 'c');
  t.strictSame(await at('a', 'b', 'c'), ['to c', 'a', 'new']);
  t.match(await rename(first.id, 'a'), { slug: 'a' }, 'the first may have it back');
  t.strictSame(await at('a', 'b', 'c'), ['a', 'to a', 'new']);
  await rename(other.id, 'b');
  await content.remove('post', first.id, anyVersion);
  t.strictSame(await at('a', 'b', 'c'), [undefined, 'new', 'to b']);
  t.strictSame((await slugs()).sort(), ['a-2', 'b', 'c']);
});

test('the oldest slugs go when there are more than twenty', async (t) => {
  const { create, rename, at, slugs } = await blog(t);
  const { id } = await create('s-0');
  for (let i = 1; i <= 25; i++) await rename(id, `s-${i}`);
  t.equal((await slugs()).length, 21);
  t.strictSame(await at('s-4', 's-5', 's-25'), [undefined, 'to s-25', 's-0']);
});
