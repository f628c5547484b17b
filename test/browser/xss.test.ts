import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { t as file, type Test, test } from 'tap';
import { servePages } from '../support/served-pages.ts';
import { xss } from '../support/xss.ts';
import { newPage, startBrowser } from './browser.ts';

const browser = await startBrowser(file);
const cases = Object.entries(xss);

/** Opens `path`. Whether a text ran as a script there. */
async function hasRun(page: Page, path: string): Promise<boolean> {
  await page.goto(path, { waitUntil: 'load' });
  return page.evaluate(() => 'pwned' in window);
}

/** The text on one line, as titles and names are. */
function line(text: string, length: number): string {
  return [...text.replace(/\p{Cc}+/gu, ' ')].slice(0, length).join('').trim();
}

test('the test would see a text that runs, and one that loads something', async (t) => {
  for (const [name, isSeen] of [
    ['image', ({ ran }: { ran: boolean }) => ran],
    ['image from elsewhere', ({ problems }: { problems: string[] }) => problems.length > 0],
  ] as const) {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><p>${xss[name]}</p>`);
    }).listen(0, '127.0.0.1');
    t.teardown(() => server.close());
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { page, problems } = await newPage(t, browser, url);
    const ran = await hasRun(page, '/');
    await page.waitForTimeout(200);
    t.ok(isSeen({ ran: ran || (await page.evaluate(() => 'pwned' in window)), problems }), name);
  }
});

async function openAll(t: Test, url: string, paths: string[]): Promise<void> {
  const { page, problems } = await newPage(t, browser, url);
  page.on('dialog', (dialog) => {
    problems.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  for (const path of paths) {
    t.notOk(await hasRun(page, path), path);
    // One case names an image that was not uploaded.
    const others = problems.splice(0).filter((problem) => !problem.includes('404 (Not Found)'));
    t.strictSame(others, [], path);
  }
}

test('no text of a post runs or loads anything, wherever it is shown', async (t) => {
  const { url, publish, content } = await servePages(t);
  const paths = new Set(['/', '/blog/', '/blog/feed.json']);
  for (const [name, text] of cases) {
    const title = line(text, 200);
    const { id, slug, tags, category } = await publish('post', {
      title,
      excerpt: text.slice(0, 500),
      category: line(text, 100),
      tags: [line(text, 50), name],
      content: `${text}\n\n# ${title}\n\n> - ${title}`,
      canonicalUrl: "https://example.com/'onclick=window.pwned=1//",
      origin: { path: title, hash: 'a' },
    });
    paths.add(`/blog/${slug}`).add(`/blog/category/${category.slug}`);
    for (const tag of tags) paths.add(`/blog/tag/${tag.slug}`);
    const draft = await content.create(
      'post',
      { title, category: 'a', content: text },
      { publish: false },
    );
    const { token } = await content.createPreview('post', draft.item.id);
    paths.add(`/blog/preview/${draft.item.id}/${token}`).add(`/blog/${slug}.md`);
    paths.add(`/api/v1/blog/posts/${id}`);
  }
  for (let n = 2; n <= Math.ceil(cases.length / 20); n++) paths.add(`/blog/?page=${n}`);
  await openAll(t, url, [...paths]);
});

test('no text of a project or a certification runs or loads anything', async (t) => {
  const { url, publish } = await servePages(t);
  const paths = new Set(['/projects/', '/certifications/']);
  for (const [, text] of cases) {
    const name = line(text, 200);
    const { slug } = await publish('project', {
      name,
      description: text.slice(0, 500),
      longDescription: text,
      company: name,
      tech: [line(text, 50)],
      githubUrl: 'https://example.com/"onclick=window.pwned=1',
      liveUrl: 'https://example.com/?<script>window.pwned=1</script>',
    });
    paths.add(`/projects/${slug}`);
    await publish('certification', {
      name,
      issuer: name,
      icon: line(text, 10),
      description: text,
      credentialUrl: "https://example.com/'onclick=window.pwned=1",
    });
  }
  await openAll(t, url, [...paths]);
});
