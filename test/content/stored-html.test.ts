import { randomBytes } from 'node:crypto';
import { type Test, test } from 'tap';
import { forEach } from '../../app/distinct/for-each.ts';
import type { ContentService } from '../../app/features/content/service.ts';
import { MarkdownError } from '../../app/render/markdown/contract.ts';
import { commandsOf } from '../support/capacity.ts';
import { anyVersion, contentOn, dump, post, rendererOf } from '../support/content.ts';
import { clientThrough, databaseEnv, makeTable, type Table } from '../support/table.ts';

const published = { publish: true };

async function htmlOf(content: ContentService, slug = 'x'): Promise<string> {
  const page = await content.page('post', slug);
  return page?.found === 'item' ? page.html : '';
}

const isPut = (command: string) => command === 'PutItemCommand';

async function storedHtml(table: Table) {
  return (await dump(table)).find(({ sk }) => sk === 'HTML');
}

/** A service of its own, as in another process, and the commands that it sends. */
function process(t: Test, table: Table, options: Parameters<typeof contentOn>[1] = {}) {
  const client = clientThrough(t, databaseEnv().DYNAMODB_ENDPOINT);
  const commands = commandsOf(client);
  return { content: contentOn(table, { client, ...options }), commands };
}

test('a page is rendered when it is saved, not when it is read', async (t) => {
  const table = await makeTable(t);
  let renderings = 0;
  const content = contentOn(table, { renderer: rendererOf(1, () => renderings++) });
  const { item } = await content.create('post', post('x'), published);
  await content.publish('post', item.id, undefined, anyVersion);
  await content.update('post', item.id, { title: 'y', content: item.content }, anyVersion);
  t.equal(renderings, 1);
  for (let i = 0; i < 3; i++) t.match(await htmlOf(content), /class="v1"># x/);
  await content.html('post', [item]);
  t.equal(renderings, 1);
  await content.update('post', item.id, { content: 'new' }, anyVersion);
  t.match(await htmlOf(content), /class="v1">new/);
  t.equal(renderings, 2);
});

for (const [what, options] of Object.entries({
  'another version of the renderer': { renderer: rendererOf(2) },
  'another language of the site': { language: async () => 'de' },
})) {
  test(`a page of ${what} is rendered again when it is read, and written back`, async (t) => {
    const table = await makeTable(t);
    const { item } = await contentOn(table).create('post', post('x'), published);
    const old = await htmlOf(contentOn(table));
    const { content, commands } = process(t, table, options);
    const html = await htmlOf(content);
    t.not(html, old);
    t.equal(commands.filter(isPut).length, 1);
    commands.length = 0;
    t.equal(await htmlOf(content), html);
    t.strictSame([...(await content.html('post', [item])).values()], [html]);
    t.notOk(commands.some(isPut));
    t.match(await content.find('post', 'x', false), { version: 1 });
  });
}

test('a hundred readers in four processes write it back a few times at most', async (t) => {
  const table = await makeTable(t);
  await contentOn(table).create('post', post('x'), published);
  const processes = [1, 2, 3, 4].map(() => process(t, table, { renderer: rendererOf(2) }));
  // Five of each at a time: all at once, a busy laptop may answer the last ones too late.
  const pages = processes.map(({ content }) =>
    forEach(Array(25).fill(content), 5, (one: ContentService) => htmlOf(one)),
  );
  for (const html of (await Promise.all(pages)).flat()) t.match(html, /class="v2"/);
  const writes = processes.flatMap(({ commands }) => commands).filter(isPut).length;
  t.ok(writes >= 1 && writes <= 4, `${writes} writes`);
});

test('HTML is not written back over that of a newer text', async (t) => {
  const table = await makeTable(t);
  const { item } = await contentOn(table).create('post', post('x'), published);
  const slow = rendererOf(2);
  const { content } = process(t, table, {
    renderer: {
      version: 2,
      async render(markdown, language) {
        await contentOn(table).update('post', item.id, { content: 'newer' }, anyVersion);
        return slow.render(markdown, language);
      },
    },
  });
  t.match(await htmlOf(content), /# x/, 'the reader was first');
  t.match(await htmlOf(contentOn(table)), /newer/);
  t.match(await storedHtml(table), { renderer: '1-en', textVersion: 2 });
});

test('HTML is not written back over that of another renderer', async (t) => {
  const table = await makeTable(t);
  await contentOn(table).create('post', post('x'), published);
  const newer = contentOn(table, { renderer: rendererOf(3) });
  const older = rendererOf(2, async () => t.match(await htmlOf(newer), /class="v3"/));
  t.match(await htmlOf(contentOn(table, { renderer: older })), /class="v2"/);
  t.match(await storedHtml(table), { renderer: '3-en' });
});

test('a text that a later renderer refuses is shown as it was written', async (t) => {
  const table = await makeTable(t);
  await contentOn(table).create('post', post('x', { content: '<b>&amp;' }), published);
  const render = () => Promise.reject(new MarkdownError('is refused'));
  const content = contentOn(table, { renderer: { version: 2, render } });
  t.equal(await htmlOf(content), '<pre>&#60;b&#62;&#38;amp;</pre>');
  t.match(await storedHtml(table), { renderer: '2-en' });
});

for (const [what, error, message] of [
  ['refuses', new MarkdownError('nests too deeply'), 'nests too deeply'],
  ['fails on', new RangeError('Maximum call stack size exceeded'), 'cannot be rendered'],
] as const) {
  test(`a text that the renderer ${what} is not stored`, async (t) => {
    const table = await makeTable(t);
    const renderer = { version: 1, render: () => Promise.reject(error) };
    const content = contentOn(table, { renderer });
    const refused = { statusCode: 400, details: [{ path: 'body.content', message }] };
    await t.rejects(content.create('post', post('x'), published), refused as never);
    const project = { name: 'x', description: 'x', longDescription: 'x' };
    await t.rejects(content.create('project', project, published), {
      name: 'NotValid',
      details: [{ path: 'body.longDescription', message }],
    });
    t.strictSame(await dump(table), []);
  });
}

test('HTML that does not fit into the table is refused', async (t) => {
  const table = await makeTable(t);
  const html = randomBytes(400_000).toString('base64');
  const renderer = { version: 1, render: async () => ({ html, media: [], words: 1 }) };
  const content = contentOn(table, { renderer });
  await t.rejects(content.create('post', post('x'), published), {
    name: 'NotValid',
    details: [{ path: 'body.content', message: 'renders to too much HTML' }],
  });
  t.strictSame(await dump(table), []);
});

test('the reading time is in whole minutes, at least one', async (t) => {
  const content = contentOn(await makeTable(t));
  for (const [words, readTime] of [
    [1, 1],
    [200, 1],
    [201, 2],
    [1000, 5],
  ] as const) {
    const fields = post('x', { content: 'word '.repeat(words) });
    t.match((await content.create('post', fields, published)).item, { readTime }, `${words}`);
  }
});
