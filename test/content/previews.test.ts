import { test } from 'tap';
import { anyVersion, contentOn, dump, post } from '../support/content.ts';
import { makeTable } from '../support/table.ts';

const draft = { publish: false };
const day = 24 * 60 * 60 * 1000;

test('a preview link opens a draft for seven days, until it is replaced or removed', async (t) => {
  const table = await makeTable(t);
  const clock = { now: Date.parse('2026-11-21T09:30:00.000Z') };
  const content = contentOn(table, { now: () => clock.now });
  const { item } = await content.create('post', post('x'), draft);
  const open = async (token: string) => (await content.preview('post', item.id, token))?.item.slug;

  const { token, expiresAt } = await content.createPreview('post', item.id);
  t.match(token, /^[\w-]{22}$/);
  t.equal(expiresAt, '2026-11-28T09:30:00.000Z');
  t.match(await content.preview('post', item.id, token), { item: { slug: 'x' }, html: /# x/ });
  t.notMatch(JSON.stringify(await dump(table)), token, 'only a hash is stored');
  for (const wrong of ['', 'x', token.slice(1), `${token}x`, token.toUpperCase()]) {
    t.equal(await open(wrong), undefined, wrong);
  }
  await content.update('post', item.id, { content: 'changed' }, anyVersion);
  t.match(await content.preview('post', item.id, token), { html: /changed/ });
  await content.publish('post', item.id, undefined, anyVersion);
  t.match(await content.preview('post', item.id, token), { item: { status: 'published' } });

  clock.now += 7 * day - 1;
  t.equal(await open(token), 'x');
  clock.now += 1;
  t.equal(await open(token), undefined);
  const next = await content.createPreview('post', item.id);
  t.strictSame([await open(token), await open(next.token)], [undefined, 'x']);
  await content.removePreview('post', item.id);
  t.equal(await open(next.token), undefined);
  await content.removePreview('post', item.id);
  await content.createPreview('post', item.id);
  await content.remove('post', item.id, anyVersion);
  t.strictSame(await dump(table), []);
});

test('the link of one item opens no other', async (t) => {
  const content = contentOn(await makeTable(t));
  const { item: a } = await content.create('post', post('a'), draft);
  const { item: b } = await content.create('post', post('b'), draft);
  const { token } = await content.createPreview('post', a.id);
  await content.createPreview('post', b.id);
  t.equal(await content.preview('post', b.id, token), undefined);
  t.equal(await content.preview('project', a.id, token), undefined);
});

test('a certification has a preview without a text', async (t) => {
  const content = contentOn(await makeTable(t));
  const { item } = await content.create('certification', { name: 'x', issuer: 'y' }, draft);
  const { token } = await content.createPreview('certification', item.id);
  t.strictSame(await content.preview('certification', item.id, token), { item, html: '' });
});
