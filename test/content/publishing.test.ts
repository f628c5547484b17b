import { type Test, test } from 'tap';
import { anyVersion, contentOn, dump, post } from '../support/content.ts';
import { makeTable } from '../support/table.ts';

const day = 24 * 60 * 60 * 1000;
const draft = { publish: false };

/** A draft, and a clock that the test sets. */
async function draftAt(t: Test, start = '2026-11-21T09:30:00.000Z') {
  const table = await makeTable(t);
  const clock = { now: Date.parse(start) };
  const content = contentOn(table, { now: () => clock.now });
  const { item } = await content.create('post', post('x', { tags: ['A'] }), draft);
  const publish = (at?: string) => content.publish('post', item.id, at, anyVersion);
  const unpublish = () => content.unpublish('post', item.id, anyVersion);
  /** Where readers find the post. */
  const seenIn = async () => {
    const limit = 20;
    const lists = {
      page: await content.page('post', 'x'),
      markdown: await content.markdown('post', 'x'),
      item: await content.find('post', item.id, false).catch(() => undefined),
      list: (await content.list('post', { status: 'published', limit })).items[0],
      tag: (await content.list('post', { status: 'published', tag: 'a', limit })).items[0],
      tags: (await content.terms('tag'))[0],
      categories: (await content.terms('category'))[0],
    };
    return Object.entries(lists).flatMap(([where, found]) => (found === undefined ? [] : [where]));
  };
  const statuses = async () => {
    const found: Record<string, number> = {};
    for (const status of ['published', 'draft', 'scheduled', 'all'] as const) {
      found[status] = (await content.list('post', { status, limit: 20 })).items.length;
    }
    return found;
  };
  return { table, clock, content, item, publish, unpublish, seenIn, statuses };
}

const everywhere = ['page', 'markdown', 'item', 'list', 'tag', 'tags', 'categories'];

test('a post is seen everywhere or nowhere', async (t) => {
  const { publish, unpublish, seenIn, statuses } = await draftAt(t);
  t.strictSame(await seenIn(), []);
  t.strictSame(await statuses(), { published: 0, draft: 1, scheduled: 0, all: 1 });
  await publish();
  t.strictSame(await seenIn(), everywhere);
  t.strictSame(await statuses(), { published: 1, draft: 0, scheduled: 0, all: 1 });
  await unpublish();
  t.strictSame(await seenIn(), []);
  t.strictSame(await statuses(), { published: 0, draft: 1, scheduled: 0, all: 1 });
});

test('a scheduled post appears at its instant, without a write', async (t) => {
  const { table, clock, publish, seenIn, statuses } = await draftAt(t);
  const scheduled = await publish('2026-11-21T11:30:00+01:00');
  t.match(scheduled, { status: 'scheduled', publishedAt: '2026-11-21T10:30:00.000Z' });
  clock.now = Date.parse('2026-11-21T10:29:59.999Z');
  t.strictSame(await seenIn(), []);
  t.strictSame(await statuses(), { published: 0, draft: 0, scheduled: 1, all: 1 });
  const items = await dump(table);
  clock.now++;
  t.strictSame(await seenIn(), everywhere);
  t.strictSame(await statuses(), { published: 1, draft: 0, scheduled: 0, all: 1 });
  t.strictSame(await dump(table), items);
});

test('the first publication is kept, and repeated calls change nothing', async (t) => {
  const { clock, publish, unpublish } = await draftAt(t);
  const first = await publish();
  t.match(first, { status: 'published', publishedAt: '2026-11-21T09:30:00.000Z', version: 2 });
  clock.now += day;
  t.strictSame(await publish(), first);
  t.strictSame(await publish(first.publishedAt ?? ''), first);
  const hidden = await unpublish();
  t.match(hidden, { status: 'draft', publishedAt: first.publishedAt, version: 3 });
  clock.now += day;
  t.strictSame(await unpublish(), hidden);
  t.match(await publish(), { status: 'published', publishedAt: first.publishedAt, version: 4 });
});

test('what readers have not seen was not published: it can be published now, or forget its instant', async (t) => {
  const { clock, publish, unpublish } = await draftAt(t);
  await publish('2026-12-24T00:00:00Z');
  t.match(await unpublish(), { status: 'draft', publishedAt: null });
  await publish('2026-12-24T00:00:00Z');
  clock.now += day;
  t.match(await publish(), { status: 'published', publishedAt: '2026-11-22T09:30:00.000Z' });
});

test('a post that was published elsewhere before is published at its instant', async (t) => {
  const { content, publish } = await draftAt(t);
  t.match(await publish('2011-02-03T04:05:06Z'), {
    status: 'published',
    publishedAt: '2011-02-03T04:05:06.000Z',
  });
  const { item: newer } = await content.create('post', post('newer'), { publish: true });
  const { items } = await content.list('post', { status: 'published', limit: 20 });
  t.strictSame(
    items.map(({ slug }) => slug),
    [newer.slug, 'x'],
  );
});

for (const at of [
  '1969-12-31T23:59:59Z',
  '2036-11-30T00:00:00Z',
  '9999-12-31T00:00:00Z',
  'x',
  '',
]) {
  test(`the instant "${at}" is refused`, async (t) => {
    const { content, item, publish } = await draftAt(t);
    const refused = { name: 'NotValid', details: [{ path: 'body.publishedAt' }] };
    await t.rejects(publish(at), refused);
    t.strictSame(await content.find('post', item.id, true), item);
  });
}

test('certifications are sorted by the day that they were earned, and scheduled like posts', async (t) => {
  const clock = { now: Date.parse('2026-11-21T09:30:00Z') };
  const content = contentOn(await makeTable(t), { now: () => clock.now });
  const earned = (dateEarned: string) => ({ name: dateEarned, issuer: 'x', dateEarned });
  for (const dateEarned of ['2020-01-02', '2024-01-02', '2022-01-02']) {
    await content.create('certification', earned(dateEarned), { publish: true });
  }
  const { item } = await content.create('certification', earned('2023-01-02'), draft);
  await content.publish('certification', item.id, '2026-11-22T00:00:00Z', anyVersion);
  const days = async (status: 'published' | 'scheduled' | 'all', cursor?: string) => {
    const query = { status, limit: 2, ...(cursor && { cursor }) };
    const { items, nextCursor } = await content.list('certification', query);
    const rest: string[] = nextCursor ? await days(status, nextCursor) : [];
    return [...items.map(({ dateEarned }) => dateEarned), ...rest];
  };
  t.strictSame(await days('published'), ['2024-01-02', '2022-01-02', '2020-01-02']);
  t.strictSame(await days('scheduled'), ['2023-01-02']);
  clock.now += day;
  t.strictSame(await days('published'), await days('all'));
  t.equal((await days('published'))[1], '2023-01-02');
});
