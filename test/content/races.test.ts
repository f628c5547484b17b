import { test } from 'tap';
import { anyVersion, contentOn, dump, onlyVersion, post, rendererOf } from '../support/content.ts';
import { contentFaults } from '../support/content-faults.ts';
import { seededRandom } from '../support/random.ts';
import { makeTable } from '../support/table.ts';

const draft = { publish: false };

/** How calls ended: `ok`, or the name of the error. */
async function outcomes(calls: Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((one) => (one.status === 'fulfilled' ? 'ok' : one.reason.name)).sort();
}

test('of two updates of one version at once, one wins and the other gets 412', async (t) => {
  const content = contentOn(await makeTable(t));
  const { item } = await content.create('post', post('x'), draft);
  for (let version = 1; version <= 10; version++) {
    const updates = ['a', 'b'].map((title) =>
      content.update('post', item.id, { title: `${title}${version}` }, onlyVersion(version)),
    );
    t.strictSame(await outcomes(updates), ['PreconditionFailed', 'ok']);
  }
  t.match(await content.find('post', item.id, true), { version: 11 });
});

test('updates at once that do not ask for a version all happen', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table);
  const { item } = await content.create('post', post('x'), draft);
  const changes = [{ title: 'y' }, { excerpt: 'y' }, { category: 'y' }, { content: 'y' }];
  await Promise.all(changes.map((change) => content.update('post', item.id, change, anyVersion)));
  t.match(await content.find('post', item.id, true), {
    ...{ title: 'y', excerpt: 'y', category: { name: 'y' }, content: 'y', version: 5 },
  });
  t.strictSame(contentFaults(await dump(table)), []);
});

test('20 posts of one title that are created at once get 20 slugs', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table);
  const posts = await Promise.all(
    Array.from({ length: 20 }, () => content.create('post', post('x'), { publish: true })),
  );
  const slugs = posts.map(({ item }) => item.slug).sort();
  const numbers = Array.from({ length: 19 }, (_, i) => `x-${i + 2}`);
  t.strictSame(slugs, ['x', ...numbers].sort());
  t.strictSame(contentFaults(await dump(table)), []);
});

test('of ten creates with one slug at once, one gets it', async (t) => {
  const content = contentOn(await makeTable(t));
  const creates = Array.from({ length: 10 }, () =>
    content.create('post', post('x', { slug: 'own' }), draft),
  );
  t.strictSame(await outcomes(creates), [...Array(9).fill('Conflict'), 'ok']);
});

test('ten creates with one key at once make one post', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      content.create('post', post('x'), { publish: true, idempotencyKey: 'k' }),
    ),
  );
  t.equal(answers.filter(({ isNew }) => isNew).length, 1);
  for (const { item } of answers) t.strictSame(item, answers[0]?.item);
  t.strictSame(contentFaults(await dump(table)), []);
});

test('nothing is left over after any writes of one post at once', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table);
  const random = seededRandom(t);
  const pick = <T>(all: T[]): T => all[Math.floor(random() * all.length)] as T;
  for (let round = 0; round < 25; round++) {
    const { item } = await content.create('post', post('x', { tags: ['a'] }), {
      publish: random() < 0.5,
    });
    const { id } = item;
    const writes = [
      () => content.publish('post', id, undefined, anyVersion),
      () => content.unpublish('post', id, anyVersion),
      () => content.update('post', id, { tags: [pick(['a', 'b', 'A'])] }, anyVersion),
      () => content.update('post', id, { slug: pick(['x', 'y', 'z']) }, anyVersion),
      () => content.update('post', id, { content: `${random()} ![](/media/${round})` }, anyVersion),
      () => content.createPreview('post', id),
      () => content.remove('post', id, anyVersion),
    ];
    const ended = await outcomes(Array.from({ length: 4 }, () => pick(writes)()));
    t.strictSame(
      ended.filter((name) => !['ok', 'NotFound', 'Conflict'].includes(name)),
      [],
    );
    t.strictSame(contentFaults(await dump(table)), [], `round ${round}`);
  }
});

test('a post that is deleted while its preview link is made leaves no link', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table);
  const { item: other } = await content.create('post', post('x'), draft);
  for (let round = 0; round < 20; round++) {
    const { item } = await content.create('post', post('x'), draft);
    const writes = [
      content.remove('post', item.id, anyVersion),
      content.createPreview('post', item.id),
    ];
    t.ok(['NotFound,ok', 'ok,ok'].includes(`${await outcomes(writes)}`));
  }
  t.strictSame(contentFaults(await dump(table)), []);
  t.equal((await dump(table)).filter(({ pk }) => pk !== `POST#${other.id}`).length, 2);
});

test('a write of an item that was deleted and created again starts from the new one', async (t) => {
  const table = await makeTable(t);
  const options = { publish: true, idempotencyKey: 'k' };
  const create = (tag: string) =>
    contentOn(table).create('post', post('x', { tags: [tag] }), options);
  const { item } = await create('old');
  let isFirst = true;
  const renderer = rendererOf(1, async () => {
    if (!isFirst) return;
    isFirst = false;
    await contentOn(table).remove('post', item.id, anyVersion);
    t.equal((await create('new')).item.id, item.id);
  });
  const content = contentOn(table, { renderer });
  t.match(await content.update('post', item.id, { content: 'y' }, anyVersion), {
    tags: [{ name: 'new' }],
  });
  t.strictSame(contentFaults(await dump(table)), []);
});
