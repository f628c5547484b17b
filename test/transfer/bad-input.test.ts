import { test } from 'tap';
import { addDays } from '../../app/days/utc-day.ts';
import { contentApi } from '../support/content-api.ts';
import { aDay, exportPages, head } from '../support/exports.ts';

const today = new Date().toISOString().slice(0, 10);
const yesterday = addDays(today, -1);

const post = {
  id: 'c_0000000000000001',
  slug: 'a',
  oldSlugs: [],
  slugWasPublic: false,
  status: 'published',
  createdAt: '2026-01-02T03:04:05.006Z',
  updatedAt: '2026-01-02T03:04:05.006Z',
  publishedAt: '2026-01-02T03:04:05.006Z',
  version: 3,
  media: [],
  title: 'A',
  category: { name: 'Notes', slug: 'notes' },
  tags: [],
  readTime: 1,
  content: 'Text',
};

test('an import that breaks a rule gets 400, says where, and writes nothing', async (t) => {
  const { asOwner } = await contentApi(t);
  const posts = (...changes: object[]) => ({ posts: changes.map((one) => ({ ...post, ...one })) });
  const days = (...all: object[]) => ({ statistics: { days: all } });
  for (const [body, path] of [
    [{ formatVersion: 2, surprise: 1 }, undefined],
    [{ formatVersion: '1' }, 'body.formatVersion'],
    [{ format: 'goatcounter' }, 'body.format'],
    [{ surprise: 1 }, 'body.surprise'],
    [posts({ surprise: 1 }), 'body.posts.0.surprise'],
    [posts({}, { id: 'me' }), 'body.posts.1.id'],
    [posts({}, {}), 'body.posts.1.id'],
    [posts({ title: '' }), 'body.posts.0.title'],
    [posts({ title: undefined }), 'body.posts.0.title'],
    [posts({ slug: 'feed' }, { id: 'c_0000000000000002', slug: 'tag' }), 'body.posts.1.slug'],
    [posts({ content: 'ä'.repeat(200_000) }), 'body.posts.0.content'],
    [posts({ createdAt: '2026-01-02' }), 'body.posts.0.createdAt'],
    [posts({ createdAt: '2026-02-31T03:04:05.006Z' }), 'body.posts.0.createdAt'],
    [posts({ createdAt: '2990-01-02T03:04:05.006Z' }), 'body.posts.0.createdAt'],
    [posts({ publishedAt: null }), 'body.posts.0.publishedAt'],
    [posts({ version: 1.5 }), 'body.posts.0.version'],
    [posts({ media: ['../x.png'] }), 'body.posts.0.media.0'],
    [days(aDay(today)), 'body.statistics.days.0.date'],
    [days(aDay('1999-12-31')), 'body.statistics.days.0.date'],
    [days(aDay(yesterday), aDay(yesterday)), 'body.statistics.days.1.date'],
    [days(aDay('2026-02-30')), 'body.statistics.days.0.date'],
    [days({ ...aDay(yesterday), visitors: -1 }), 'body.statistics.days.0.visitors'],
    [days({ ...aDay(yesterday), visitors: 1e10 }), 'body.statistics.days.0.visitors'],
    [days({ ...aDay(yesterday), paths: { '/': 1.5 } }), 'body.statistics.days.0.paths./'],
    [{ statistics: { views: -1, days: [] } }, 'body.statistics.views'],
  ] as const) {
    const answer = await asOwner('POST', '/v1/import', { ...head, ...body });
    t.equal(answer.status, 400, JSON.stringify(body).slice(0, 80));
    t.equal(answer.body.details?.[0]?.path, path, answer.body.message);
  }
  t.match((await asOwner('POST', '/v1/import', { ...head, formatVersion: 2 })).body, {
    code: 'NEWER_FORMAT',
    message: /format version 2, and this app knows 1/,
  });
  for (const body of [
    '{"format":"cloud-resume","formatVersion":1,"posts":[{"id":"c_',
    '[]',
    '"x"',
    'null',
  ]) {
    t.equal((await asOwner('POST', '/v1/import', body)).status, 400, body);
  }
  const long = `{"format":"${'x'.repeat(4 * 1024 * 1024)}"}`;
  t.equal((await asOwner('POST', '/v1/import', long)).status, 413);
  for (const cursor of [
    'x',
    Buffer.from('[99]').toString('base64url'),
    Buffer.from('[0,1]').toString('base64url'),
  ]) {
    t.equal((await asOwner('GET', `/v1/export?cursor=${cursor}`)).status, 400, cursor);
  }
  const [page] = await exportPages(asOwner);
  t.match(page, { posts: [], statistics: { views: 0, days: [] } });
});

test('what exists stays, and all else is added', async (t) => {
  const { asOwner } = await contentApi(t);
  const send = async (body: object, query = '') =>
    (await asOwner('POST', `/v1/import${query}`, { ...head, ...body })).body;
  t.match(await send({ posts: [post] }), { added: 1 });
  const posts = [
    { ...post, title: 'Other' },
    { ...post, id: 'c_0000000000000002' },
    { ...post, id: 'c_0000000000000003', slug: 'c' },
    { ...post, version: 2 },
  ].slice(0, 3);
  const expected = {
    added: 1,
    unchanged: 0,
    refused: [
      { path: 'posts.0', message: 'is there already, and differs' },
      { path: 'posts.1', message: 'has the slug of another item' },
    ],
  };
  t.match(await send({ posts }, '?plan=true'), expected);
  t.match(await send({ posts }), expected);
  t.match(await send({ posts }), { ...expected, added: 0, unchanged: 1 });
  t.match((await asOwner('GET', '/v1/blog/posts/a')).body, { title: 'A', version: 3 });

  const days = [aDay('2026-01-01', 5), aDay('2026-01-02', 6)];
  t.match(await send({ statistics: { views: 10, days } }), { added: 3 });
  const changed = [aDay('2026-01-01', 7), aDay('2026-01-02', 6), aDay('2026-01-03', 1)];
  t.match(await send({ statistics: { views: 9, days: changed } }), {
    added: 1,
    unchanged: 2,
    refused: [{ path: 'statistics.days.0', message: '2026-01-01 has other numbers already' }],
  });
  t.match((await asOwner('GET', '/v1/visitors/count')).body, { count: 12 });
  t.match((await asOwner('GET', '/count')).body, { count: 11 });
});

test('images that are not uploaded are named', async (t) => {
  const { asOwner } = await contentApi(t);
  const media = ['0123456789abcdef-640x480.webp'];
  t.match((await asOwner('POST', '/v1/import', { ...head, media })).body, { missingMedia: media });
});

test('two imports at once count each day once', async (t) => {
  const { asOwner } = await contentApi(t);
  const days = Array.from({ length: 90 }, (_, i) => aDay(addDays('2026-01-01', i), 1));
  const send = () => asOwner('POST', '/v1/import', { ...head, statistics: { days } });
  const answers = await Promise.all([send(), send(), send()]);
  const added = answers.reduce((sum, { body }) => sum + (body.added ?? 0), 0);
  t.ok(answers.every(({ status }) => [200, 503].includes(status)));
  await send();
  t.ok(added <= 90);
  t.match((await asOwner('GET', '/v1/visitors/count')).body, { count: 90 });
});

test('only the owner exports and imports', async (t) => {
  const { asUser, asAnyone } = await contentApi(t);
  for (const [caller, status] of [
    [asUser, 403],
    [asAnyone, 401],
  ] as const) {
    t.equal((await caller('GET', '/v1/export')).status, status);
    t.equal((await caller('POST', '/v1/import', head)).status, status);
  }
});
