import { test } from 'tap';
import type { ContentService } from '../../app/features/content/service.ts';
import { build } from '../support/build.ts';
import { buildPages, manifest, post } from '../support/pages.ts';

/** The names of the methods that are called from now on. */
function recorded(content: ContentService) {
  const calls: string[] = [];
  const recording = new Proxy(content, {
    get(target, name: keyof ContentService) {
      calls.push(name);
      return target[name];
    },
  });
  return { calls, content: recording };
}

// test/content/budget.test.ts has what each call costs.
test('each page calls the content as often as its docstring says', async (t) => {
  const { publish, content } = await buildPages(t);
  for (let n = 1; n <= 101; n++) await publish('post', post(`Post ${n}`, { tags: ['All'] }));
  await publish('project', { name: 'Engine', description: 'Computes' });
  await publish('certification', { name: 'Analyst', issuer: 'Academy' });
  await content.update(
    'post',
    (await content.find('post', 'post-1', false)).id,
    { slug: 'new' },
    () => true,
  );

  const recording = recorded(content);
  const { app } = await build(t, {
    env: { DATA_TABLE_NAME: 'unused' },
    content: { content: recording.content, site: async () => manifest },
  });
  for (const [path = '', ...calls] of [
    ['/blog/', 'list', 'terms', 'terms'],
    ['/blog/?page=2', 'list'],
    ['/blog/?page=5', 'list', 'list'],
    ['/blog/?page=6', 'list', 'list'],
    ['/blog/?page=51'],
    ['/blog/?page=x'],
    ['/blog/tag/all', 'list'],
    ['/blog/tag/none', 'list'],
    ['/blog/post-2', 'page'],
    ['/blog/post-1', 'page'],
    ['/blog/post-2.md', 'markdown'],
    ['/blog/post-1.md', 'markdown', 'page'],
    ['/blog/feed.xml', 'list', 'html'],
    ['/blog/feed.json', 'list', 'html'],
    ['/blog/sitemap.xml', 'list', 'list', 'list'],
    ['/blog/a/b'],
    ['/blog/X'],
    ['/projects/', 'list'],
    ['/projects/engine', 'page'],
    ['/certifications/', 'list'],
  ]) {
    await app.inject(path);
    t.strictSame(recording.calls.splice(0).sort(), calls.sort(), path);
  }
});
