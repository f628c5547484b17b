import { test } from 'tap';
import { contentApi } from '../support/content-api.ts';

const posts = '/v1/blog/posts';
const post = { title: 'Hello, world', category: 'Cloud', tags: ['C++', 'AWS'], content: '# Hi' };

test('a draft becomes a post, is changed, unpublished and deleted', async (t) => {
  const { asOwner, asAnyone } = await contentApi(t);
  const created = await asOwner('POST', posts, post);
  t.equal(created.status, 201);
  const { id, ...rest } = created.body;
  t.match(rest, { ...post, slug: 'hello-world', status: 'draft', version: 1, readTime: 1 });
  t.equal(created.headers.etag, '"1"');
  const item = new URL(`${created.headers.location}`, `http://site/api${posts}`).pathname;
  t.equal(item, `/api${posts}/${id}`);

  t.equal((await asAnyone('GET', `${posts}/${id}`)).status, 404);
  t.match((await asOwner('GET', `${posts}/hello-world`)).body, post, 'the owner reads drafts');

  const published = await asOwner('POST', `${posts}/${id}/publish`);
  t.match(published, { status: 200, body: { status: 'published', version: 2 } });
  const seen = await asAnyone('GET', `${posts}/hello-world`);
  t.match(seen, { status: 200, body: post, headers: { etag: '"2"', 'cache-control': 'no-store' } });

  const { body: list } = await asAnyone('GET', `${posts}?tag=c-plus-plus`);
  t.match(list, { items: [{ id, title: post.title, tags: post.tags }], nextCursor: null });
  t.notOk('content' in list.items[0]);
  const { body: terms } = await asAnyone('GET', '/v1/blog/tags');
  t.strictSame(terms.items, [
    { name: 'AWS', slug: 'aws', count: 1 },
    { name: 'C++', slug: 'c-plus-plus', count: 1 },
  ]);

  const changed = await asOwner(
    'PUT',
    `${posts}/${id}`,
    { excerpt: 'In short', tags: null },
    { 'if-match': '"2"' },
  );
  t.match(changed, { status: 200, body: { excerpt: 'In short', tags: [], content: '# Hi' } });
  t.match(await asOwner('PUT', `${posts}/${id}`, { excerpt: null }, { 'if-match': '"2"' }), {
    status: 412,
  });

  t.match(await asOwner('POST', `${posts}/${id}/unpublish`), {
    status: 200,
    body: { status: 'draft', publishedAt: published.body.publishedAt },
  });
  t.equal((await asAnyone('GET', `${posts}/hello-world`)).status, 404);
  t.equal((await asOwner('DELETE', `${posts}/${id}`)).status, 204);
  t.equal((await asOwner('GET', `${posts}/${id}`)).status, 404);
});

test('what is not published is listed for the owner only', async (t) => {
  const { asOwner, asAnyone } = await contentApi(t);
  await asOwner('POST', posts, post);
  const { body } = await asOwner('POST', posts, { ...post, title: 'Later' });
  const publishedAt = new Date(Date.now() + 3_600_000).toISOString();
  t.match(await asOwner('POST', `${posts}/${body.id}/publish`, { publishedAt }), {
    status: 200,
    body: { status: 'scheduled', publishedAt },
  });
  for (const [status, titles] of [
    ['published', []],
    ['draft', ['Hello, world']],
    ['scheduled', ['Later']],
    ['all', ['Later', 'Hello, world']],
  ] as const) {
    const { body } = await asOwner('GET', `${posts}?status=${status}`);
    t.strictSame(
      body.items.map(({ title }: { title: string }) => title),
      titles,
    );
    const anyone = await asAnyone('GET', `${posts}?status=${status}`);
    t.equal(anyone.status, status === 'published' ? 200 : 401);
  }
});

test('a create that is repeated with its key answers with the item of the first', async (t) => {
  const { asOwner } = await contentApi(t);
  const key = { 'idempotency-key': 'b7b2c9a0-1' };
  const first = await asOwner('POST', posts, post, key);
  const second = await asOwner('POST', posts, { ...post, title: 'Other' }, key);
  t.strictSame([second.status, second.body], [201, first.body]);
  t.equal((await asOwner('GET', `${posts}?status=all`)).body.items.length, 1);
});

test('projects and certifications have the same routes', async (t) => {
  const { asOwner, asAnyone } = await contentApi(t);
  for (const [path, body, filter] of [
    ['/v1/projects', { name: 'Tool', description: 'Does it', tech: ['Go'] }, 'featured=false'],
    ['/v1/certifications', { name: 'SAA', issuer: 'AWS', dateEarned: '2024-02-29' }, 'type=course'],
  ] as const) {
    const created = await asOwner('POST', path, { ...body, status: 'published' });
    t.match(created, { status: 201, body: { ...body, status: 'published', featured: false } });
    const all = await asAnyone('GET', path);
    t.equal(all.body.items.length, 1);
    const filtered = await asAnyone('GET', `${path}?${filter}`);
    t.equal(filtered.body.items.length, path === '/v1/projects' ? 1 : 0);
  }
});

test('a preview link names the page of the draft, and can be revoked', async (t) => {
  const { asOwner } = await contentApi(t);
  const { id } = (await asOwner('POST', posts, post)).body;
  const { status, body } = await asOwner('POST', `${posts}/${id}/preview`);
  t.equal(status, 201);
  t.match(body.url, new RegExp(`^/blog/preview/${id}/[\\w-]{22}$`));
  t.equal((await asOwner('DELETE', `${posts}/${id}/preview`)).status, 204);
});
