import { type Test, test } from 'tap';
import { build } from '../support/build.ts';
import { owner, startIssuer } from '../support/issuer.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The app, called by the owner, or by anyone with `as` null. */
async function start(t: Test) {
  const issuer = await startIssuer(t);
  const { app } = await build(t, { env: issuer.env });
  const token = issuer.token(owner);
  return async (
    method: Method,
    url: string,
    payload?: object,
    headers: Record<string, string> = {},
    as: string | null = token,
  ) => {
    const authorization = as && { authorization: `Bearer ${as}` };
    const response = await app.inject({
      method,
      url,
      headers: { ...authorization, ...headers },
      ...(payload && { payload }),
    });
    const { statusCode: status, headers: answered, body } = response;
    return { status, headers: answered, body: body ? JSON.parse(body) : undefined };
  };
}

const posts = '/v1/blog/posts';
const post = { title: 'Hello, world', category: 'Cloud', tags: ['C++', 'AWS'], content: '# Hi' };

test('a draft becomes a post, is changed, unpublished and deleted', async (t) => {
  const call = await start(t);
  const created = await call('POST', posts, post);
  t.equal(created.status, 201);
  const { id, ...rest } = created.body;
  t.match(rest, { ...post, slug: 'hello-world', status: 'draft', version: 1, readTime: 1 });
  t.equal(created.headers.etag, '"1"');
  const item = new URL(`${created.headers.location}`, `http://site/api${posts}`).pathname;
  t.equal(item, `/api${posts}/${id}`);

  t.equal((await call('GET', `${posts}/${id}`, undefined, {}, null)).status, 404);
  t.match((await call('GET', `${posts}/hello-world`)).body, post, 'the owner reads drafts');

  const published = await call('POST', `${posts}/${id}/publish`);
  t.match(published, { status: 200, body: { status: 'published', version: 2 } });
  const seen = await call('GET', `${posts}/hello-world`, undefined, {}, null);
  t.match(seen, { status: 200, body: post, headers: { etag: '"2"', 'cache-control': 'no-store' } });

  const { body: list } = await call('GET', `${posts}?tag=c-plus-plus`, undefined, {}, null);
  t.match(list, { items: [{ id, title: post.title, tags: post.tags }], nextCursor: null });
  t.notOk('content' in list.items[0]);
  const { body: terms } = await call('GET', '/v1/blog/tags', undefined, {}, null);
  t.strictSame(terms.items, [
    { name: 'AWS', slug: 'aws', count: 1 },
    { name: 'C++', slug: 'c-plus-plus', count: 1 },
  ]);

  const changed = await call(
    'PUT',
    `${posts}/${id}`,
    { excerpt: 'In short', tags: null },
    { 'if-match': '"2"' },
  );
  t.match(changed, { status: 200, body: { excerpt: 'In short', tags: [], content: '# Hi' } });
  t.match(await call('PUT', `${posts}/${id}`, { excerpt: null }, { 'if-match': '"2"' }), {
    status: 412,
  });

  t.match(await call('POST', `${posts}/${id}/unpublish`), {
    status: 200,
    body: { status: 'draft', publishedAt: published.body.publishedAt },
  });
  t.equal((await call('GET', `${posts}/hello-world`, undefined, {}, null)).status, 404);
  t.equal((await call('DELETE', `${posts}/${id}`)).status, 204);
  t.equal((await call('GET', `${posts}/${id}`)).status, 404);
});

test('what is not published is listed for the owner only', async (t) => {
  const call = await start(t);
  await call('POST', posts, post);
  const { body } = await call('POST', posts, { ...post, title: 'Later' });
  const publishedAt = new Date(Date.now() + 3_600_000).toISOString();
  t.match(await call('POST', `${posts}/${body.id}/publish`, { publishedAt }), {
    status: 200,
    body: { status: 'scheduled', publishedAt },
  });
  for (const [status, titles] of [
    ['published', []],
    ['draft', ['Hello, world']],
    ['scheduled', ['Later']],
    ['all', ['Later', 'Hello, world']],
  ] as const) {
    const { body } = await call('GET', `${posts}?status=${status}`);
    t.strictSame(
      body.items.map(({ title }: { title: string }) => title),
      titles,
    );
    const anyone = await call('GET', `${posts}?status=${status}`, undefined, {}, null);
    t.equal(anyone.status, status === 'published' ? 200 : 401);
  }
});

test('a create that is repeated with its key answers with the item of the first', async (t) => {
  const call = await start(t);
  const key = { 'idempotency-key': 'b7b2c9a0-1' };
  const first = await call('POST', posts, post, key);
  const second = await call('POST', posts, { ...post, title: 'Other' }, key);
  t.strictSame([second.status, second.body], [201, first.body]);
  t.equal((await call('GET', `${posts}?status=all`)).body.items.length, 1);
});

test('projects and certifications have the same routes', async (t) => {
  const call = await start(t);
  for (const [path, body, filter] of [
    ['/v1/projects', { name: 'Tool', description: 'Does it', tech: ['Go'] }, 'featured=false'],
    ['/v1/certifications', { name: 'SAA', issuer: 'AWS', dateEarned: '2024-02-29' }, 'type=course'],
  ] as const) {
    const created = await call('POST', path, { ...body, status: 'published' });
    t.match(created, { status: 201, body: { ...body, status: 'published', featured: false } });
    const all = await call('GET', path, undefined, {}, null);
    t.equal(all.body.items.length, 1);
    const filtered = await call('GET', `${path}?${filter}`, undefined, {}, null);
    t.equal(filtered.body.items.length, path === '/v1/projects' ? 1 : 0);
  }
});

test('a preview link names the page of the draft, and can be revoked', async (t) => {
  const call = await start(t);
  const { id } = (await call('POST', posts, post)).body;
  const { status, body } = await call('POST', `${posts}/${id}/preview`);
  t.equal(status, 201);
  t.match(body.url, new RegExp(`^/blog/preview/${id}/[\\w-]{22}$`));
  t.equal((await call('DELETE', `${posts}/${id}/preview`)).status, 204);
});
