import { type Test, test } from 'tap';
import { forEach } from '../../app/distinct/for-each.ts';
import type { ListQuery } from '../../app/features/content/service.ts';
import { pricedCommands } from '../support/capacity.ts';
import { anyVersion, contentOn, post } from '../support/content.ts';
import { clientThrough, databaseEnv, makeTable } from '../support/table.ts';

/** Content, and what each call costs. */
async function metered(t: Test) {
  const table = await makeTable(t);
  const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
  const commands = pricedCommands(client);
  const content = contentOn(table, { client });
  const cost = async (act: () => Promise<unknown>) => {
    await act();
    return commands.splice(0);
  };
  return { content, cost };
}

/** 100 characters of text, which compress to less than 1 KB of HTML. */
const content = 'word '.repeat(20);

test('each call costs what its docstring says', async (t) => {
  const { content: blog, cost } = await metered(t);
  let id = '';
  const create = async (publish: boolean) => {
    const fields = post('x', { content, tags: ['a', 'b'] });
    id = (await blog.create('post', fields, { publish })).item.id;
  };
  const is = async (what: string, act: () => Promise<unknown>, commands: string[]) =>
    t.strictSame(await cost(act), commands, what);

  // The item, its text, its HTML, its slug, one list.
  await is('create a draft', () => create(false), ['BatchGet 1', 'TransactWrite 10']);
  const update = (fields: object) => blog.update('post', id, { ...fields }, anyVersion);
  // The item, one list.
  await is('change a draft', () => update({ title: 'y' }), ['BatchGet 2', 'TransactWrite 4']);
  await is('change nothing', () => update({ title: 'y' }), ['BatchGet 2']);
  // The item, four lists and one that it leaves, three terms.
  await is('publish it', () => blog.publish('post', id, undefined, anyVersion), [
    ...['BatchGet 2', 'Query 1', 'Query 1'],
    'TransactWrite 18',
  ]);
  await is('publish it again', () => blog.publish('post', id, undefined, anyVersion), [
    'BatchGet 2',
  ]);
  await is('change it', () => update({ title: 'z' }), ['BatchGet 2', 'TransactWrite 10']);
  // One list less and one more, one term less and one more.
  await is('change a tag', () => update({ tags: ['a', 'c'] }), [
    ...['BatchGet 2', 'Query 1'],
    'TransactWrite 16',
  ]);
  await is('change its text', () => update({ content: 'new' }), ['BatchGet 2', 'TransactWrite 14']);
  await is('change its slug', () => update({ slug: 'y' }), [
    ...['BatchGet 2', 'BatchGet 1'],
    'TransactWrite 14',
  ]);

  await is('find it', () => blog.find('post', id, false), ['BatchGet 1']);
  await is('find it as its owner', () => blog.find('post', id, true), ['BatchGet 2']);
  await is('find it by its slug', () => blog.find('post', 'y', false), ['Get 0.5', 'BatchGet 1']);
  await is('its page', () => blog.page('post', 'y'), ['Get 0.5', 'BatchGet 1']);
  await is('where it was', () => blog.page('post', 'x'), ['Get 0.5', 'BatchGet 1']);
  await is('an unknown page', () => blog.page('post', 'z'), ['Get 0.5']);
  await is('an impossible page', () => blog.page('post', 'Z'), []);
  await is('its Markdown', () => blog.markdown('post', 'y'), ['Get 0.5', 'BatchGet 1']);
  await is('terms', () => blog.terms('tag'), ['Query 0.5', 'Query 0.5']);
  await is('a preview link', () => blog.createPreview('post', id), ['TransactWrite 4']);
  await is('whether media are used', () => blog.isMediaUsed('x'), ['Query 1']);
  await is('unpublish it', () => blog.unpublish('post', id, anyVersion), [
    ...['BatchGet 2', 'Query 1', 'Query 1'],
    'TransactWrite 18',
  ]);
  // The item, its text, its HTML, its preview, its views, two slugs, one list.
  await is('delete it', () => blog.remove('post', id, anyVersion), [
    ...['BatchGet 1', 'BatchGet 1'],
    'TransactWrite 16',
  ]);
  await is('create it published', () => create(true), [
    ...['BatchGet 1', 'Query 1', 'Query 1'],
    'TransactWrite 22',
  ]);
});

test('what 20 tags that all change cost, and their actions', async (t) => {
  const { content: blog, cost } = await metered(t);
  const tags = (letter: string) => Array.from({ length: 20 }, (_, i) => `${letter}${i}`);
  const fields = post('x', { content, tags: tags('a') });
  const { item } = await blog.create('post', fields, { publish: true });
  for (let i = 0; i < 21; i++) await blog.update('post', item.id, { slug: `s-${i}` }, anyVersion);
  await cost(async () => {});
  const next = { content: '![](/media/x-1x1.png)', category: 'Else', tags: tags('b'), slug: 'y' };
  t.strictSame(await cost(() => blog.update('post', item.id, next, anyVersion)), [
    // The item and its text; the slug; its 20 old slugs; the categories; the tags.
    ...['BatchGet 2', 'BatchGet 1', 'BatchGet 20', 'Query 1', 'Query 1'],
    // 92 actions. DynamoDB allows 100.
    'TransactWrite 184',
  ]);
});

const lists: [query: Omit<ListQuery, 'limit'>, cost: string[]][] = [
  [{ status: 'published' }, ['Query 0.5']],
  [{ status: 'published', tag: 'even' }, ['Query 0.5']],
  [{ status: 'published', category: 'news' }, ['Query 0.5']],
  [{ status: 'published', tag: 'even', category: 'news' }, ['Query 0.5']],
  [{ status: 'draft' }, ['Query 1']],
  [{ status: 'scheduled' }, ['Query 1']],
  [{ status: 'all' }, ['Query 1', 'Query 1']],
];

test('a page of a list costs the same for any number of items and length of texts', async (t) => {
  const { content: blog, cost } = await metered(t);
  const stages = [
    { count: 10, length: 1 },
    { count: 6, length: 100_000 },
    { count: 484, length: 1 },
  ];
  for (const { count, length } of stages) {
    const numbers = Array.from({ length: count }, (_, i) => i);
    await forEach(numbers, 10, (i) => {
      const fields = { content: 'x'.repeat(length), tags: ['Even'], slug: `${count}-${i}` };
      return blog.create('post', post('x', fields), { publish: i % 2 === 0 });
    });
    await cost(async () => {});
    for (const [query, spent] of lists) {
      const what = `${JSON.stringify(query)} after ${count} more`;
      let cursor: string | null = null;
      for (const page of ['first', 'second']) {
        const list = async () => {
          const more = { ...query, limit: 3, ...(cursor && { cursor }) };
          cursor = (await blog.list('post', more)).nextCursor;
        };
        t.strictSame(await cost(list), spent, `${page} page of ${what}`);
      }
    }
  }
});
