import { type Test, test } from 'tap';
import type { ListQuery } from '../../app/features/content/service.ts';
import { anyVersion, contentOn, post } from '../support/content.ts';
import { makeTable } from '../support/table.ts';

type Query = Omit<ListQuery, 'limit' | 'cursor'>;

/** 30 posts, one a minute: every third is a draft, every fifth scheduled; tags by number. */
async function blog(t: Test) {
  const table = await makeTable(t);
  const clock = { now: Date.parse('2026-11-21T09:00:00Z') };
  const content = contentOn(table, { now: () => clock.now });
  const titles: Record<string, string> = {};
  for (let i = 0; i < 30; i++) {
    clock.now += 60_000;
    const fields = post(`${i}`, {
      tags: [i % 2 ? 'Odd' : 'Even', 'All'],
      category: i < 15 ? 'Low' : 'High',
    });
    const { item } = await content.create('post', fields, { publish: false });
    titles[item.id] = item.title;
    if (i % 3 === 0) continue;
    const at = i % 5 === 0 ? `2027-01-01T00:${10 + i}:00Z` : undefined;
    await content.publish('post', item.id, at, anyVersion);
  }
  return { clock, content };
}

const down = (wanted: (i: number) => boolean) =>
  Array.from({ length: 30 }, (_, i) => 29 - i).filter(wanted);
const isDraft = (i: number) => i % 3 === 0;
const isLater = (i: number) => !isDraft(i) && i % 5 === 0;
const isOut = (i: number) => !isDraft(i) && !isLater(i);
const isOdd = (i: number) => i % 2 === 1;
/** In the list of all, scheduled posts come first. */
const all = (wanted: (i: number) => boolean) => [
  ...down((i) => isLater(i) && wanted(i)),
  ...down((i) => !isLater(i) && wanted(i)),
];

const queries: [query: Query, posts: number[]][] = [
  [{ status: 'published' }, down(isOut)],
  [{ status: 'draft' }, down(isDraft)],
  [{ status: 'scheduled' }, down(isLater)],
  [{ status: 'all' }, all(() => true)],
  [{ status: 'published', tag: 'odd' }, down((i) => isOut(i) && isOdd(i))],
  [{ status: 'published', tag: 'all', category: 'low' }, down((i) => isOut(i) && i < 15)],
  [
    { status: 'published', tag: 'odd', category: 'high' },
    down((i) => isOut(i) && isOdd(i) && i >= 15),
  ],
  [{ status: 'draft', tag: 'odd' }, down((i) => isDraft(i) && isOdd(i))],
  [{ status: 'scheduled', category: 'low' }, down((i) => isLater(i) && i < 15)],
  [{ status: 'all', tag: 'odd', category: 'low' }, all((i) => isOdd(i) && i < 15)],
  [{ status: 'all', tag: 'none' }, []],
  [{ status: 'published', tag: 'Odd' }, []],
  [{ status: 'published', category: 'x'.repeat(3000) }, []],
  [{ status: 'published', category: '' }, []],
];

test('every page of every list is full unless it is the last', async (t) => {
  const { content } = await blog(t);
  for (const [query, posts] of queries) {
    for (const limit of [1, 3, 10, 30, 100]) {
      const pages: number[][] = [];
      let cursor: string | null | undefined;
      do {
        const page = await content.list('post', { ...query, limit, ...(cursor && { cursor }) });
        pages.push(page.items.map(({ title }) => Number(title)));
        cursor = page.nextCursor;
      } while (cursor);
      const full = Array.from({ length: Math.ceil(posts.length / limit) || 1 }, (_, i) =>
        posts.slice(i * limit, (i + 1) * limit),
      );
      t.strictSame(pages, full, `${JSON.stringify(query).slice(0, 80)} by ${limit}`);
    }
  }
});

test('a cursor goes on after an item that was deleted, published or renamed, and when the clock moved', async (t) => {
  const { content, clock } = await blog(t);
  const query = { status: 'published', limit: 4 } as const;
  const { items, nextCursor } = await content.list('post', query);
  const [first, second, third, last] = items;
  for (const item of [first, last]) await content.remove('post', item?.id ?? '', anyVersion);
  await content.unpublish('post', second?.id ?? '', anyVersion);
  await content.update('post', third?.id ?? '', { slug: 'y' }, anyVersion);
  for (const years of [0, 1]) {
    clock.now += years * 365 * 24 * 60 * 60 * 1000;
    const next = await content.list('post', { ...query, cursor: nextCursor ?? '' });
    t.strictSame(
      next.items.map(({ title }) => Number(title)),
      down(isOut).slice(4, 8),
    );
  }
});

test('the cursor of a scheduled list is empty once everything after it is published', async (t) => {
  const { content, clock } = await blog(t);
  const query = { status: 'scheduled', limit: 1 } as const;
  const { nextCursor } = await content.list('post', query);
  clock.now += 365 * 24 * 60 * 60 * 1000;
  t.strictSame(await content.list('post', { ...query, cursor: nextCursor ?? '' }), {
    items: [],
    nextCursor: null,
  });
});

test('a cursor belongs to one list', async (t) => {
  const { content } = await blog(t);
  const query = { status: 'published', limit: 1, tag: 'odd' } as const;
  const cursor = (await content.list('post', query)).nextCursor ?? '';
  t.equal((await content.list('post', { ...query, cursor, limit: 2 })).items.length, 2);
  const refused = { name: 'NotValid', details: [{ path: 'querystring.cursor' }] };
  for (const other of [
    { status: 'all' },
    { tag: 'even' },
    { tag: 'odd', category: 'low' },
  ] as const) {
    await t.rejects(content.list('post', { ...query, ...other, cursor }), refused);
  }
  await t.rejects(content.list('project', { status: 'published', limit: 1, cursor }), refused);
  await t.rejects(content.list('post', { ...query, cursor: `${cursor}x` }), refused);
});

test('projects and certifications have filters of their own', async (t) => {
  const content = contentOn(await makeTable(t));
  for (const featured of [true, false]) {
    const project = { name: `${featured}`, description: 'x', featured };
    await content.create('project', project, { publish: true });
    for (const type of ['course', 'certification'] as const) {
      const fields = { name: `${featured} ${type}`, issuer: 'x', type, featured };
      await content.create('certification', fields, { publish: true });
    }
  }
  const names = async (kind: 'project' | 'certification', query: Partial<ListQuery>) => {
    const { items } = await content.list(kind, { status: 'published', limit: 20, ...query });
    return items.map(({ name }) => name).sort();
  };
  t.strictSame(await names('project', { featured: true }), ['true']);
  t.strictSame(await names('project', { featured: false }), ['false']);
  t.strictSame(await names('certification', { type: 'course' }), ['false course', 'true course']);
  t.strictSame(await names('certification', { type: 'course', featured: false }), ['false course']);
  t.equal((await names('certification', {})).length, 4);
});
