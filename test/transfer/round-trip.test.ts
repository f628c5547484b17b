import { test } from 'tap';
import { addDays, daysUpTo } from '../../app/days/utc-day.ts';
import { contentApi } from '../support/content-api.ts';
import { aDay, exportPages, head } from '../support/exports.ts';

const yesterday = addDays(new Date().toISOString().slice(0, 10), -1);

test('an export that is imported into empty tables is exported again byte for byte', async (t) => {
  const { asOwner } = await contentApi(t);
  const post = (title: string, more: object = {}) =>
    asOwner('POST', '/v1/blog/posts', {
      title,
      category: 'Notes',
      content: `Text ${title}`,
      ...more,
    });
  const published = { status: 'published' };
  // Two tags with the same derived slug, and one in two spellings.
  const first = await post('One', { ...published, tags: ['Café', 'JavaScript'] });
  await post('Two', { ...published, tags: ['Cafe', 'javascript'], excerpt: 'x' });
  await post('A draft', { tags: ['Cafe'] });
  const { id, version } = first.body;
  const moved = await asOwner(
    'PUT',
    `/v1/blog/posts/${id}`,
    { slug: 'moved' },
    { 'if-match': `"${version}"` },
  );
  t.equal(moved.status, 200);
  const future = { publishedAt: '2030-01-01T00:00:00Z' };
  const later = await post('Later');
  t.equal((await asOwner('POST', `/v1/blog/posts/${later.body.id}/publish`, future)).status, 200);
  await asOwner('POST', '/v1/projects', {
    name: 'P',
    description: 'D',
    tech: ['x'],
    longDescription: '# y',
    ...published,
  });
  await asOwner('POST', '/v1/certifications', { name: 'C', issuer: 'I', dateEarned: '2024-02-29' });
  const days = daysUpTo(yesterday, 250).map((day, i) => aDay(day, i));
  for (const part of [days.slice(0, 125), days.slice(125)]) {
    const statistics = { views: 1234, days: part };
    const { body } = await asOwner('POST', '/v1/import', { ...head, statistics });
    t.match(body, { refused: [] });
  }
  const [exported] = await exportPages(asOwner);
  const viewed = { ...exported?.posts[0], views: { views: 7, lastDay: yesterday } };
  await asOwner('DELETE', `/v1/blog/posts/${viewed.id}`);
  t.match(await asOwner('POST', '/v1/import', { ...head, posts: [viewed] }), {
    body: { added: 1 },
  });

  const pages = await exportPages(asOwner);
  t.ok(pages.length > 1, 'several pages');
  const parts = pages.flatMap(({ posts, projects, certifications }) => [
    posts,
    projects,
    certifications,
  ]);
  t.equal(parts.flat().length, 6);
  const empty = await contentApi(t);
  for (const page of pages) {
    const plan = await empty.asOwner('POST', '/v1/import?plan=true', page);
    t.match(plan, { status: 200, body: { unchanged: 0, refused: [] } });
    const { status, body } = await empty.asOwner('POST', '/v1/import', page);
    t.equal(status, 200, JSON.stringify(body));
    t.strictSame(body.refused, []);
  }
  t.equal(JSON.stringify(await exportPages(empty.asOwner)), JSON.stringify(pages));

  for (const page of pages) {
    for (const site of [empty, { asOwner }]) {
      const again = await site.asOwner('POST', '/v1/import', page);
      t.match(again, { status: 200, body: { added: 0, refused: [] } });
    }
  }
  for (const path of [
    '/v1/blog/posts/one',
    '/v1/blog/posts/moved',
    '/v1/blog/tags',
    '/v1/blog/posts?tag=cafe-2',
    '/v1/analytics/top-content',
    '/v1/visitors/count',
  ]) {
    const [old, restored] = [await asOwner('GET', path), await empty.asOwner('GET', path)];
    const withoutTime = ({ lastUpdated: _, ...body }: { lastUpdated?: string }) => body;
    t.same(withoutTime(restored.body), withoutTime(old.body), path);
    t.equal(restored.status, old.status, path);
  }
});
