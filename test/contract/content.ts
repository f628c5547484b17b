import { randomUUID } from 'node:crypto';
import type { Test } from 'tap';
import { chrome } from '../support/agents.ts';
import { until } from '../support/command.ts';
import { awayFromMidnight } from '../support/midnight.ts';
import type { Answer, Target } from '../support/target.ts';
import type { Credentials } from '../support/user-pool.ts';
import { isError } from './suite.ts';

type Json = Record<string, unknown>;

/** Of each kind: where it is, a body that creates an item, a change, and a filter that finds such items. */
const kinds = [
  {
    path: '/v1/blog/posts',
    contentType: 'blog',
    pages: '/blog',
    title: 'title',
    body: { category: 'Contract', content: '# Heading\n\nText with `code`.', excerpt: 'In short' },
    change: { content: 'Other text' },
  },
  {
    path: '/v1/projects',
    contentType: 'project',
    pages: '/projects',
    title: 'name',
    body: { description: 'Does it', company: 'Some Company', tech: ['Go', 'SQL'] },
    change: { longDescription: 'A *long* story' },
  },
  {
    path: '/v1/certifications',
    contentType: 'certification',
    pages: '/certifications',
    title: 'name',
    body: { issuer: 'Some Institute', icon: '☁', dateEarned: '2024-02-29', type: 'course' },
    change: { description: 'With distinction' },
  },
] as const;

interface Options {
  marked: boolean;
  credentials: Credentials | undefined;
}

/** With credentials, writes items with titles of its own, and deletes them. */
export async function contentContract(
  t: Test,
  target: Target,
  { marked, credentials }: Options,
): Promise<void> {
  const send = (method: string, path: string, body?: object, headers: Headers = {}) => {
    const text = body && JSON.stringify(body);
    const length = text && `${Buffer.byteLength(text)}`;
    const json = length && { 'content-type': 'application/json', 'content-length': length };
    return target({ method, path, headers: { ...json, ...headers }, ...(text && { body: text }) });
  };

  for (const { path } of kinds) {
    await t.test(`anyone reads the list of ${path}, page by page`, async (t) => {
      const first = await send('GET', `${path}?limit=1`);
      t.equal(first.status, 200);
      t.equal(first.headers['cache-control'], 'no-store');
      const { items, nextCursor, ...rest } = parsed(first);
      t.strictSame(rest, {});
      t.ok(Array.isArray(items) && items.length <= 1);
      t.ok(nextCursor === null || typeof nextCursor === 'string');
      for (const item of items as Json[]) t.match(item, { status: 'published', version: Number });
    });

    await t.test(`wrong queries of ${path} get 400, and drafts are the owner’s`, async (t) => {
      for (const query of [
        'limit=0',
        'limit=101',
        'limit=1.5',
        'limit=x',
        'limit=1&limit=2',
        'status=hidden',
        'cursor=',
        'cursor=x',
        'cursor=%00',
        'order=asc',
      ]) {
        isError(t, await send('GET', `${path}?${query}`), 400, query);
      }
      for (const status of ['draft', 'scheduled', 'all']) {
        isError(t, await send('GET', `${path}?status=${status}`), 401, status);
      }
      for (const id of ['c_0000000000000000', 'no-such-item', 'No Such', '%00', 'x'.repeat(300)]) {
        isError(t, await send('GET', `${path}/${encodeURIComponent(id)}`), 404, id);
      }
    });
  }

  await t.test('categories and tags have a name, an address and a count', async (t) => {
    for (const path of ['/v1/blog/categories', '/v1/blog/tags']) {
      const answer = await send('GET', path);
      t.equal(answer.status, 200);
      const { items } = parsed(answer);
      for (const term of items as Json[]) {
        t.match(term, { name: String, slug: /^[a-z0-9-]+$/, count: Number });
      }
    }
  });

  const skip = !credentials && 'no credentials';
  // Once: the app limits how often someone may try to sign in.
  let token: Promise<string> | undefined;
  const signIn = async () =>
    `Bearer ${parsed(await send('POST', '/v1/auth/login', credentials)).accessToken}`;
  const signedIn = () => {
    token ??= signIn();
    return token;
  };
  for (const kind of kinds) {
    await t.test(`the owner writes ${kind.path}`, { skip }, async (t) => {
      const authorization = await signedIn();
      const asOwner: Send = (method, path, body, headers) =>
        send(method, path, body, { authorization, ...headers });
      await ownerContract(t, kind, { marked, asOwner, asAnyone: send });
    });
  }
}

type Headers = Record<string, string>;
type Send = (method: string, path: string, body?: object, headers?: Headers) => Promise<Answer>;

interface Clients {
  /** Whether their calls are marked as tests. */
  marked: boolean;
  asOwner: Send;
  asAnyone: Send;
}

async function ownerContract(
  t: Test,
  { path, contentType, pages, title, body, change }: (typeof kinds)[number],
  clients: Clients,
): Promise<void> {
  const { asOwner, asAnyone } = clients;
  const unique = randomUUID();
  const tag = `tag-${unique}`;
  const isPost = path === '/v1/blog/posts';
  const fields = { ...body, ...(isPost && { tags: [tag] }), [title]: `  Contract ${unique} ` };
  const key = { 'idempotency-key': unique };
  const ids = new Set<string>();
  t.teardown(async () => {
    for (const id of ids) await asOwner('DELETE', `${path}/${id}`);
  });
  const create = async (more: object = {}, headers: Headers = {}) => {
    const answer = await asOwner('POST', path, { ...fields, ...more }, headers);
    t.equal(answer.status, 201, answer.body);
    const item = parsed(answer);
    ids.add(`${item.id}`);
    return { answer, item };
  };
  const statusFor = async (who: Send, id: unknown) => (await who('GET', `${path}/${id}`)).status;

  const { answer: created, item } = await create({}, key);
  const url = `${path}/${item.id}`;
  const slug = `contract-${unique}`;
  t.equal(created.headers.etag, '"1"');
  t.equal(new URL(`${created.headers.location}`, `http://host${path}`).pathname, url);
  const expected = { ...fields, [title]: `Contract ${unique}`, slug, status: 'draft', version: 1 };
  t.match(item, { ...expected, id: /^c_[\w-]{16}$/, publishedAt: null });
  t.equal((await create({}, key)).item.id, item.id, 'a repeated create');
  const { item: second } = await create();
  t.equal(second.slug, `${slug}-2`, 'the same title once more');

  t.equal(await statusFor(asAnyone, item.id), 404, 'a draft');
  t.equal(await statusFor(asAnyone, slug), 404, 'a draft by its slug');
  t.equal(await statusFor(asOwner, slug), 200);
  if (!('dateEarned' in body)) {
    const { items } = parsed(await asOwner('GET', `${path}?status=draft&limit=2`));
    const newest = (items as Json[]).map(({ id }) => id);
    t.strictSame(newest, [second.id, item.id], 'drafts, newest first');
  }

  const stale = { 'if-match': '"9"' };
  isError(t, await asOwner('PUT', url, change, stale), 412, 'PUT');
  isError(t, await asOwner('DELETE', url, undefined, stale), 412, 'DELETE');
  isError(t, await asOwner('PUT', url, change, { 'if-match': '3' }), 400, 'no tag');
  isError(t, await asOwner('PUT', url, {}), 400, 'an empty body');
  isError(t, await asOwner('PUT', url, { [title]: null }), 400, 'a required field');
  isError(t, await asOwner('PUT', url, { slug: second.slug }), 409, 'a slug of another item');
  isError(t, await asOwner('PUT', url, { slug: 'preview' }), 400, 'a reserved slug');
  const changed = await asOwner('PUT', url, change, { 'if-match': '"1"' });
  t.equal(changed.status, 200);
  t.equal(changed.headers.etag, '"2"');
  t.match(parsed(changed), { ...expected, ...change, version: 2 });

  const preview = await asOwner('POST', `${url}/preview`);
  t.equal(preview.status, 201);
  t.match(parsed(preview), { url: new RegExp(`^${pages}/preview/${item.id}/[\\w-]{22}$`) });
  t.equal((await asOwner('DELETE', `${url}/preview`)).status, 204);

  const published = await asOwner('POST', `${url}/publish`);
  t.equal(published.status, 200);
  const { publishedAt } = parsed(published);
  t.match(parsed(published), { status: 'published', publishedAt: String, version: 3 });
  t.strictSame(parsed(await asOwner('POST', `${url}/publish`, {})), parsed(published), 'again');
  // Readers’ queries are eventually consistent.
  t.ok(await until(async () => (await statusFor(asAnyone, slug)) === 200), 'readers see it');
  if (isPost) {
    const tagged = async () => parsed(await asAnyone('GET', `${path}?tag=${tag}`)).items as Json[];
    t.ok(await until(async () => (await tagged()).length === 1), 'the list of its tag');
    const [summary = {}] = await tagged();
    t.match(summary, { id: item.id, tags: [tag], readTime: 1 });
    t.notOk('content' in summary, 'no text in lists');
    const tags = async () => parsed(await asAnyone('GET', '/v1/blog/tags')).items as Json[];
    const count = { name: tag, slug: tag, count: 1 };
    t.ok(await until(async () => (await tags()).some((term) => term.slug === tag)));
    t.strictSame(
      (await tags()).find((term) => term.slug === tag),
      count,
    );
  }

  await viewContract(t, `${item.id}`, contentType, clients);

  const later = new Date(Date.now() + 3_600_000).toISOString();
  const scheduled = await asOwner('POST', `${path}/${second.id}/publish`, { publishedAt: later });
  t.match(parsed(scheduled), { status: 'scheduled', publishedAt: later });
  t.equal(await statusFor(asAnyone, second.slug), 404, 'scheduled');

  const unpublished = await asOwner('POST', `${url}/unpublish`);
  t.match(parsed(unpublished), { status: 'draft', publishedAt, version: 4 });
  t.ok(await until(async () => (await statusFor(asAnyone, slug)) === 404), 'unpublished');
  for (const id of ids) {
    t.equal((await asOwner('DELETE', `${path}/${id}`)).status, 204);
    t.equal(await statusFor(asOwner, id), 404);
  }
  isError(t, await asOwner('DELETE', url), 404, 'twice');
  ids.clear();
}

/** Of a published item that nobody has viewed. */
async function viewContract(
  t: Test,
  contentId: string,
  contentType: string,
  { marked, asOwner, asAnyone }: Clients,
): Promise<void> {
  await awayFromMidnight();
  const view = { contentType, contentId };
  const agent = { 'user-agent': `${chrome} Contract/${randomUUID()}` };
  const track = async (who: Send, headers: Headers = agent) =>
    parsed(await who('POST', '/v1/analytics/track', view, headers));
  const asBot = { tracked: false, reason: 'bot' };
  const again = { tracked: false, reason: 'duplicate' };
  t.strictSame(await track(asAnyone), marked ? asBot : { tracked: true });
  t.strictSame(await track(asAnyone), marked ? asBot : again);
  t.strictSame(await track(asAnyone, { ...agent, 'x-live-test': '1' }), asBot);
  t.match(await track(asOwner), { reason: 'owner' });
  t.match(await track(asAnyone, { 'user-agent': 'curl/8' }), { reason: 'bot' });
  const path = `/v1/analytics/views/${contentType}`;
  const views = async () => parsed(await asAnyone('GET', `${path}/${contentId}`));
  const expected = { ...view, views: marked ? 0 : 1 };
  const isCounted = async () => (await views()).views === expected.views;
  // Numbers may be as old as those of visitors.
  t.ok(await until(isCounted, 30), 'one view, and none of tests');
  t.strictSame(await views(), expected);
  const { items } = parsed(await asOwner('GET', path));
  t.match(
    (items as Json[]).find((item) => item.contentId === contentId),
    { contentId, views: expected.views },
  );
}

function parsed({ body }: Answer): Json {
  return JSON.parse(body);
}
