import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { type Test, test } from 'tap';
import { addDays, daysUpTo } from '../../app/days/utc-day.ts';
import { startSession } from '../../scripts/lib/api-session.ts';
import { ownerRequests } from '../../scripts/lib/owner-requests.ts';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import { readDocument } from '../../scripts/transfer/document.ts';
import { exportData } from '../../scripts/transfer/export.ts';
import { type Document, split } from '../../scripts/transfer/format.ts';
import { importData } from '../../scripts/transfer/import.ts';
import { build, listen } from '../support/build.ts';
import { emptyFolder } from '../support/content-files.ts';
import { aDay, head } from '../support/exports.ts';
import { mediaEnv } from '../support/media.ts';
import { manifest } from '../support/pages.ts';
import { photos } from '../support/photos.ts';
import { makeUserPool } from '../support/user-pool.ts';

const env = { API_EMAIL: localOwner.email, API_PASSWORD: localOwner.password };
const yesterday = addDays(new Date().toISOString().slice(0, 10), -1);

/** A site with an owner, whose images are where CloudFront has them. */
async function site(t: Test) {
  const media = mediaEnv(t);
  const { app } = await build(t, {
    env: { ...(await makeUserPool(t)).env, ...media },
    content: { site: async () => manifest },
    extend: (app) =>
      app.get('/media/:name', { config: { policy: 'public' } }, async ({ params }) =>
        readFile(`${media.MEDIA_FOLDER}/${(params as { name: string }).name}`),
      ),
  });
  const base = await listen(app);
  const request = ownerRequests(base, startSession(base, env));
  const send = (method: string, path: string, body?: object | Uint8Array<ArrayBuffer>) => {
    const isBytes = body instanceof Uint8Array;
    const type = isBytes ? 'application/octet-stream' : 'application/json';
    return request(path, {
      method,
      ...(body && {
        body: isBytes ? body : JSON.stringify(body),
        headers: { 'content-type': type },
      }),
    });
  };
  return { base, request, send };
}

const silent = { say: () => {} };

test('a newcomer exports, imports into an empty site, and sees the same pages and numbers', async (t) => {
  const [old, next] = [await site(t), await site(t)];
  emptyFolder(t);
  const { path } = (await old.send('POST', '/v1/media', new Uint8Array(photos.png))) as {
    path: string;
  };
  const post = { category: 'Notes', tags: ['A tag'], status: 'published' };
  for (let i = 0; i < 30; i++) {
    const content = `Text ${i} ![](${path})`;
    await old.send('POST', '/v1/blog/posts', { ...post, title: `Post ${i}`, content });
  }
  for (const days of [daysUpTo(yesterday, 150), daysUpTo(addDays(yesterday, -150), 150)]) {
    const statistics = { views: 5, days: days.map((day, i) => aDay(day, i)) };
    await old.send('POST', '/v1/import', { ...head, statistics });
  }
  await exportData({ ...old, ...silent, folder: 'a' });
  const data = await readDocument('a/data.json');
  t.equal(data.posts.length, 30);
  t.equal(data.statistics.days.length, 300);

  const options = { data, path: 'a/data.json', request: next.request, ...silent };
  const all = 30 + 300 + 1 + 1;
  t.strictSame(await importData({ ...options, isPlan: true }), {
    added: all,
    unchanged: 0,
    skipped: 0,
    refused: [],
  });
  t.match(await next.request('/v1/export'), { posts: [], media: [] }, 'a plan writes nothing');
  t.match(await importData({ ...options, isPlan: false }), { added: all, refused: [] });
  t.match(await importData({ ...options, isPlan: false }), { added: 0, refused: [] });
  await exportData({ ...next, ...silent, folder: 'b' });
  t.equal(await readFile('b/data.json', 'utf8'), await readFile('a/data.json', 'utf8'));

  for (const page of ['/blog/', '/blog/post-7', '/blog/tag/a-tag', '/blog/feed.json', path]) {
    const [before, after] = await Promise.all(
      [old, next].map(async ({ base }) => {
        const answer = await fetch(base + page);
        return { status: answer.status, text: (await answer.text()).replaceAll(base, '') };
      }),
    );
    t.strictSame(after, before, page);
    t.equal(after?.status, 200, page);
  }
});

const large = process.env.LARGE === 'all' ? { posts: 5000, days: 3653 } : { posts: 200, days: 400 };

test(`${large.posts} posts and ${large.days} days of numbers arrive whole`, async (t) => {
  const [old, next] = [await site(t), await site(t)];
  emptyFolder(t);
  const sample = { category: 'Notes', status: 'published', title: 'First', content: 'Text' };
  await old.send('POST', '/v1/blog/posts', sample);
  await exportData({ ...old, ...silent, folder: 'first' });
  const [post] = (await readDocument('first/data.json')).posts;
  const posts = Array.from({ length: large.posts }, (_, i) => {
    const publishedAt = new Date(Date.UTC(2010, 0, 1) + i * 24 * 3600 * 1000).toISOString();
    const content = `${i} `.padEnd(i % 50 === 0 ? 90_000 : 4000, 'word ');
    const id = `c_${String(i).padStart(16, '0')}`;
    return { ...post, id, version: 1, slug: `post-${i}`, title: `Post ${i}`, content, publishedAt };
  });
  // The API takes own days from 2020 on; those before are another program's.
  const all = daysUpTo(yesterday, large.days);
  const first = Math.ceil(0.32 * all.length);
  const days = all.slice(first).map((day, i) => aDay(day, i % 1000));
  const foreign = all.slice(0, first).map((date, i) => ({ date, visitors: i, views: 2 * i }));
  const imports = [{ id: 'plausible-1', source: 'plausible', days: foreign }];
  const written = { ...head, posts, statistics: { views: 1_000_000, days }, imports };
  await writeFile('written.json', JSON.stringify(written));

  const sent = { path: 'written.json', isPlan: false, ...silent };
  const data = await readDocument('written.json');
  t.match(await importData({ ...sent, data, request: next.request }), { refused: [] });
  await exportData({ ...next, ...silent, folder: 'a' });
  const exported = await readDocument('a/data.json');
  const texts = (all: { id: string; content?: unknown }[]) =>
    all.map(({ id, content }) => ({ id, content }));
  // tap's comparison takes minutes for so many.
  t.ok(isDeepStrictEqual(texts(exported.posts), texts(posts)), 'all posts');
  t.ok(isDeepStrictEqual(exported.statistics, written.statistics), 'all days');
  t.ok(isDeepStrictEqual(exported.imports, imports), 'all days of another program');
  t.comment(`${(await stat('a/data.json')).size} bytes`);

  const empty = await site(t);
  const again = { ...sent, data: exported, path: 'a/data.json', request: empty.request };
  t.match(await importData(again), { refused: [] });
  t.match(await importData(again), { added: 0, refused: [] });
  await exportData({ ...empty, ...silent, folder: 'b' });
  t.ok((await readFile('b/data.json')).equals(await readFile('a/data.json')), 'byte for byte');
});

test('an export that was interrupted goes on, also after half a line', async (t) => {
  const { base, request, send } = await site(t);
  emptyFolder(t);
  for (let i = 0; i < 60; i++) {
    await send('POST', '/v1/projects', { name: `P${i}`, description: 'D' });
  }
  await exportData({ base, request, ...silent, folder: 'whole' });
  let left = 2;
  const breaks: typeof request = async (...args) => {
    if (left-- === 0) throw new Error('no network');
    return request(...args);
  };
  await t.rejects(exportData({ base, request: breaks, ...silent, folder: 'again' }), /no network/);
  const partial = 'again/data.json.part';
  await writeFile(partial, `${await readFile(partial, 'utf8')}{"format":"cloud-res`);
  let requests = 0;
  const counted: typeof request = (...args) => {
    requests++;
    return request(...args);
  };
  await t.rejects(exportData({ base: `${base}/x`, request, ...silent, folder: 'again' }), {
    message: /is of another site/,
  });
  await exportData({ base, request: counted, ...silent, folder: 'again' });
  t.ok(requests > 0);
  const whole = await readFile('whole/data.json', 'utf8');
  t.equal(await readFile('again/data.json', 'utf8'), whole);
  t.equal((await readDocument('whole/data.json')).projects.length, 60);
  await t.rejects(readFile(partial), 'nothing is left of the interruption');
});

test('files that are no exports are refused with a reason', async (t) => {
  emptyFolder(t);
  for (const [text, message] of [
    ['{"format":"cloud-resume","formatVersion":1,"posts":[{', /cut short/],
    ['[]', /is no export/],
    ['null', /is no export/],
    ['{"format":"goatcounter","formatVersion":1}', /is no export/],
    ['{"format":"cloud-resume","formatVersion":2}', /format version 2, and only 1 is known/],
  ] as const) {
    await writeFile('data.json', text);
    await t.rejects(readDocument('data.json'), { message });
  }
  await rm('data.json');
  await t.rejects(readDocument('data.json'), { message: /cannot be read/ });
});

test('5,000 posts and ten years of days are sent in parts that the API takes', async (t) => {
  const entry = (i: number) => ({ id: `c_${i}`, version: 1, content: 'x'.repeat(10_000) });
  const days = daysUpTo(yesterday, 3650).map((day) => aDay(day));
  const data: Document = {
    ...{ ...head, projects: [], certifications: [], terms: [], media: [], imports: [] },
    posts: Array.from({ length: 5000 }, (_, i) => entry(i)),
    statistics: { views: 1, days },
  };
  const chunks = split(data);
  t.ok(chunks.every(({ body }) => JSON.stringify(body).length < 2_000_000));
  t.strictSame(
    chunks.flatMap(({ body }) => body.posts ?? []),
    data.posts,
  );
  t.strictSame(
    chunks.flatMap(({ body }) => body.statistics?.days ?? []),
    days,
  );
  for (const { body, from } of chunks)
    t.strictSame(body.posts?.[0] ?? data.posts[from], data.posts[from]);
});
