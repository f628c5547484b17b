import { test } from 'tap';
import { chrome } from '../support/agents.ts';
import { anyVersion, contentOn, post } from '../support/content.ts';
import { contentApi } from '../support/content-api.ts';
import { buildPages, manifest } from '../support/pages.ts';
import { makeTable } from '../support/table.ts';
import { siteOn, viewOf, viewsOn } from '../support/views.ts';
import { repositoryOn, soon, visitOf } from '../support/visitors.ts';

const day = 24 * 3_600_000;
const start = Date.parse('2026-11-21T12:00:00Z');
const published = { publish: true };

test('a view counts once for each visitor, item and day', async (t) => {
  const table = await makeTable(t);
  const clock = { now: start };
  const content = contentOn(table, { now: () => clock.now });
  const views = viewsOn(table, { now: () => clock.now });
  const { item } = await content.create('post', post('One'), published);
  const { item: tool } = await content.create(
    'project',
    { name: 'A', description: 'B' },
    published,
  );
  const one = { kind: 'post', id: item.id } as const;
  const two = { kind: 'project', id: tool.id } as const;
  for (const [view, visitor, reason] of [
    [one, 1, undefined],
    [one, 1, 'duplicate'],
    [one, 2, undefined],
    [two, 1, undefined],
    [two, 1, 'duplicate'],
  ] as const) {
    t.equal((await views.track(view, viewOf(visitor))).reason, reason);
  }
  t.equal(await views.of(one), 2);
  clock.now += day;
  t.equal((await views.track(one, viewOf(1))).reason, undefined, 'another day');
  t.equal(await views.of(one), 3, 'two days that are both open');
  await repositoryOn(table).rollUp('2026-11-22', soon());
  t.equal(await viewsOn(table, { now: () => clock.now }).of(one), 3, 'one of them is rolled up');
  clock.now += day;
  await repositoryOn(table).rollUp('2026-11-23', soon());
  await repositoryOn(table).rollUp('2026-11-23', soon());
  const later = viewsOn(table, { now: () => clock.now });
  t.equal(await later.of(one), 3);
  t.strictSame(await later.ofKind('post'), [
    { contentId: item.id, slug: 'one', title: 'One', views: 3 },
  ]);
  t.match(await later.top(5), { post: [{ views: 3 }], project: [{ views: 1 }], certification: [] });
  t.equal(await later.total(), 4);
});

test('the first visit of a day rolls up the days before, also if it is one of a post', async (t) => {
  const table = await makeTable(t);
  const clock = { now: start };
  const now = () => clock.now;
  const { item } = await contentOn(table, { now }).create('post', post('One'), published);
  const visit = { ...visitOf(1), path: '/blog/one' };
  const site = siteOn(table, { now });
  const days = 8;
  for (let n = 1; n <= days; n++, clock.now += day) {
    await site.track(visit, soon());
    const { rolledUp, open } = await repositoryOn(table, { now }).totals(soon());
    t.strictSame([rolledUp, open.size], [n - 1, 1], `${n} days`);
  }
  t.equal(await viewsOn(table, { now }).of({ kind: 'post', id: item.id }), days);
});

test('what is not published is not found, and never counted', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table);
  const { item: draft } = await content.create('post', post('Draft'), { publish: false });
  const { item: later } = await content.create('post', post('Later'), { publish: false });
  await content.publish('post', later.id, '2035-01-01T00:00:00Z', anyVersion);
  const { item: gone } = await content.create('post', post('Gone'), published);
  await content.remove('post', gone.id, anyVersion);
  const { item } = await content.create('post', post('Here'), published);
  const views = viewsOn(table);
  const ids = [draft.id, later.id, gone.id, 'c_0000000000000000', 'here', '', '__proto__'];
  for (const id of ids) {
    await t.rejects(views.track({ kind: 'post', id }, viewOf(1)), { name: 'NotFound' }, id);
    await t.rejects(views.of({ kind: 'post', id }), { name: 'NotFound' }, id);
  }
  await t.rejects(views.track({ kind: 'project', id: item.id }, viewOf(1)), { name: 'NotFound' });
  t.equal(await views.total(), 0);

  const view = { kind: 'post', id: item.id } as const;
  await views.track(view, viewOf(1));
  await content.unpublish('post', item.id, anyVersion);
  await t.rejects(views.track(view, viewOf(2)), { name: 'NotFound' }, 'from then on');
  await content.publish('post', item.id, undefined, anyVersion);
  t.strictSame(await views.track(view, viewOf(2)), {});
});

test('the owner, bots, prefetches, pages of other sites and those who opt out are not counted', async (t) => {
  const table = await makeTable(t);
  const { item } = await contentOn(table).create('post', post('One'), published);
  const views = viewsOn(table);
  const { headers, ...request } = viewOf(1);
  for (const [more, reason] of [
    [{ isOwner: true, headers }, 'owner'],
    [{ isCrossSite: true, headers }, 'cross-site'],
    [{ headers: {} }, 'bot'],
    [{ headers: { ...headers, dnt: '1' } }, 'opted-out'],
    [{ headers: { ...headers, 'sec-purpose': 'prefetch' } }, 'prefetch'],
  ] as const) {
    const { reason: found } = await views.track(
      { kind: 'post', id: item.id },
      { ...request, ...more },
    );
    t.equal(found, reason);
  }
  t.equal(await views.total(), 0);
});

test('views stay with a new address, and go with the item', async (t) => {
  const table = await makeTable(t);
  const clock = { now: start };
  const now = () => clock.now;
  const content = contentOn(table, { now });
  const { item } = await content.create('post', post('One'), published);
  const view = { kind: 'post', id: item.id } as const;
  await viewsOn(table, { now }).track(view, viewOf(1));
  await content.update('post', item.id, { slug: 'other' }, anyVersion);
  await content.unpublish('post', item.id, anyVersion);
  t.match(await viewsOn(table, { now }).ofKind('post'), [{ slug: 'other', views: 1 }]);
  await content.publish('post', item.id, undefined, anyVersion);
  clock.now += day;
  await repositoryOn(table).rollUp('2026-11-22', soon());
  await viewsOn(table, { now }).track(view, viewOf(1));
  t.equal(await viewsOn(table, { now }).of(view), 2);
  await content.remove('post', item.id, anyVersion);
  clock.now += day;
  await repositoryOn(table).rollUp('2026-11-23', soon());
  t.equal(await viewsOn(table, { now }).total(), 0, 'also those of a day that was open then');
});

test('a network can add a limited number of views of an item a day', async (t) => {
  const table = await makeTable(t);
  const content = contentOn(table);
  const items = [];
  for (const title of ['a', 'b']) {
    items.push((await content.create('post', post(title), published)).item);
  }
  const views = viewsOn(table, { maxPerNetwork: 3 });
  const reasons: (string | undefined)[] = [];
  for (const { id } of items) {
    for (let i = 0; i < 4; i++) {
      const headers = { 'user-agent': `${chrome} ${i}` };
      const request = { ...viewOf(1), headers };
      reasons.push((await views.track({ kind: 'post', id }, request)).reason);
    }
  }
  const one = [undefined, undefined, undefined, 'rate-limited'];
  t.strictSame(reasons, [...one, ...one]);
});

test('the routes', async (t) => {
  const { asOwner, asAnyone, asUser } = await contentApi(t);
  const created = await asOwner('POST', '/v1/blog/posts', {
    ...{ title: 'One', category: 'A', content: 'B', status: 'published' },
  });
  const contentId = created.body.id;
  const agent = { 'user-agent': chrome };
  const track = (body: object, headers = agent) =>
    asAnyone('POST', '/v1/analytics/track', body, headers);
  const view = { contentType: 'blog', contentId };
  t.match(await track(view), { status: 200, body: { tracked: true } });
  t.strictSame((await track(view)).body, { tracked: false, reason: 'duplicate' });
  t.match((await track(view, { 'user-agent': 'curl/8' })).body, { reason: 'bot' });
  t.match((await asOwner('POST', '/v1/analytics/track', view, agent)).body, { reason: 'owner' });
  t.match(await track({ ...view, contentId: 'c_0000000000000000' }), { status: 404 });
  for (const body of [{}, { ...view, contentType: 'post' }, { ...view, more: 1 }, { contentId }]) {
    t.match(await track(body), { status: 400 });
  }
  const base = '/v1/analytics/views/blog';
  t.strictSame((await asAnyone('GET', `${base}/${contentId}`)).body, { ...view, views: 1 });
  t.match(await asAnyone('GET', `${base}/one`), { status: 404 }, 'by id only');
  t.match(await asAnyone('GET', `/v1/analytics/views/posts/${contentId}`), { status: 404 });
  t.match(await asOwner('GET', '/v1/analytics/views/posts'), { status: 404 });
  for (const [path, body] of [
    [base, { contentType: 'blog', items: [{ contentId, title: 'One', views: 1 }] }],
    [
      '/v1/analytics/top-content',
      {
        blogs: [{ contentId, slug: 'one', title: 'One', views: 1 }],
        projects: [],
        certifications: [],
      },
    ],
    ['/v1/analytics/total-views', { totalViews: 1 }],
  ] as const) {
    t.match(await asAnyone('GET', path), { status: 401 }, path);
    t.match(await asUser('GET', path), { status: 403 }, path);
    t.strictSame((await asOwner('GET', path)).body, body, path);
  }
  t.match(await asOwner('GET', '/v1/analytics/top-content?limit=21'), { status: 400 });
});

test('a visit of a post counts the visitor and the view, by one request', async (t) => {
  const { asOwner, asAnyone } = await contentApi(t);
  const create = (path: string, body: object) =>
    asOwner('POST', path, { ...body, status: 'published' });
  const { body: one } = await create('/v1/blog/posts', {
    title: 'One',
    category: 'A',
    content: 'B',
  });
  const { body: tool } = await create('/v1/projects', { name: 'Tool', description: 'B' });
  await asOwner('POST', '/v1/blog/posts', { title: 'Draft', category: 'A', content: 'B' });
  const visit = (agent: number, path: string) =>
    asAnyone('POST', '/v1/visitors/track', { path }, { 'user-agent': `${chrome} ${agent}` });
  t.strictSame((await visit(1, '/blog/one?utm_source=x#y')).body, { tracked: true });
  t.match((await visit(1, '/projects/tool')).body, { reason: 'duplicate' }, 'the same visitor');
  t.match((await visit(1, '/blog/one')).body, { reason: 'duplicate' });
  for (const [i, path] of [
    '/blog/',
    '/blog/draft',
    '/blog/nothing',
    '/blog/ONE',
    '/blog/tag/a',
    '/blog/__proto__',
    '/blog//one',
    '/blog/%6fne',
    '/projects/one',
    `/blog/${'x'.repeat(500)}`,
  ].entries()) {
    t.strictSame((await visit(10 + i, path)).body, { tracked: true }, path);
  }
  const views = async (type: string, id: string) =>
    (await asAnyone('GET', `/v1/analytics/views/${type}/${id}`)).body.views;
  t.equal(await views('blog', one.id), 1);
  t.equal(await views('project', tool.id), 1);
  const { body } = await asOwner('GET', '/v1/analytics/overview?days=1');
  t.strictSame(body.paths, [
    { name: 'other', visitors: 9 },
    { name: '/blog/', visitors: 1 },
    { name: '/blog/one', visitors: 1 },
  ]);
});

test('posts show their views if the owner wants it', async (t) => {
  for (const [site, shown] of [
    [manifest, false],
    [{ ...manifest, views: true }, true],
    [{ ...manifest, views: true, language: 'de' }, true],
  ] as const) {
    const { app, read, publish } = await buildPages(t, { site });
    const { id, slug } = await publish('post', post('One'));
    const label = site.language === 'de' ? 'Aufrufe' : 'Views';
    const page = async () => (await read(`/blog/${slug}`)).body;
    t.equal((await page()).includes(`<li>${label}: 0</li>`), shown);
    const headers = { 'user-agent': chrome, 'content-type': 'application/json' };
    const payload = { contentType: 'blog', contentId: id };
    await app.inject({ method: 'POST', url: '/v1/analytics/track', headers, payload });
    t.equal((await page()).includes(`<li>${label}: 1</li>`), shown);
  }
});
