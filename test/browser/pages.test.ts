import { XMLValidator } from 'fast-xml-parser';
import type { Page } from 'playwright-core';
import { t as file, test } from 'tap';
import { servePages, serveWritings } from '../support/served-pages.ts';
import { hostilePost, longPost, manyHeadings, shortPost } from '../support/writings.ts';
import { newPage, startBrowser } from './browser.ts';

const browser = await startBrowser(file);

test('everything can be read with scripts off', async (t) => {
  const { url, paths } = await serveWritings(t);
  const { page, problems } = await newPage(t, browser, url, { javaScriptEnabled: false });
  for (const [path, texts] of [
    [paths.post, [longPost.title, 'A counter on a page makes a promise', 'Engineering', 'C++']],
    [paths.index, [shortPost.title, 'RSS', 'Older', 'Categories']],
    [paths.older, [longPost.title, 'Newer']],
    [paths.project, ['Difference engine', 'By differences.', 'Source code']],
    [paths.projects, ['Difference engine', 'Notes on the analytical engine']],
    [paths.certifications, ['Distributed systems', 'University of Examples']],
  ] as const) {
    await page.goto(path);
    for (const text of texts) {
      t.ok(await page.getByText(String(text)).first().isVisible(), `${path}: ${text}`);
    }
  }
  await page.goto(paths.post);
  await page.locator('summary').click();
  t.ok(await page.getByRole('link', { name: 'Visitor count' }).isVisible(), 'contents');
  t.strictSame(problems, []);
});

test('pages load nothing that the policy of the site forbids, and report no error', async (t) => {
  const { url, paths } = await serveWritings(t);
  const { page, problems } = await newPage(t, browser, url);
  await page.addInitScript(() => {
    window.alert = () => console.error('A text ran as a script');
  });
  for (const path of Object.values(paths)) {
    await page.goto(path, { waitUntil: 'networkidle' });
    const expected = path === paths.missing ? [/404/] : [];
    t.equal(problems.length, expected.length, `${path}: ${problems.splice(0).join(', ')}`);
  }
});

test('no page is wider than a phone', async (t) => {
  const { url, paths } = await serveWritings(t);
  const { page } = await newPage(t, browser, url, { viewport: { width: 320, height: 640 } });
  for (const path of Object.values(paths)) {
    await page.goto(path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    t.equal(width, 320, path);
  }
});

test('headings with the names of the page’s own parts do not break it', async (t) => {
  const { url, publish } = await servePages(t);
  const { slug } = await publish('post', manyHeadings);
  const { page, problems } = await newPage(t, browser, url, { colorScheme: 'light' });
  await page.goto(`/blog/${slug}`);
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  await page.getByRole('button', { name: 'Dark' }).click();
  t.equal(await theme(), 'dark');
  await page.getByRole('button', { name: 'Light' }).click();
  t.equal(await theme(), 'light');
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
  t.equal(ids.length, new Set(ids).size);
  t.ok(ids.length > 300);
  t.equal(await page.locator('h2', { hasText: 'visitor-count' }).innerText(), 'visitor-count');
  t.strictSame(problems, []);
});

test('links in the table of contents lead to their headings', async (t) => {
  const { url, publish } = await servePages(t);
  const { slug } = await publish('post', longPost);
  const { page } = await newPage(t, browser, url);
  await page.goto(`/blog/${slug}`);
  await page.locator('summary').click();
  await page.getByRole('link', { name: 'Visitor count' }).click();
  t.equal(await page.locator(':target').innerText(), 'Visitor count');
});

/** The root element and the number of items, as a strict reader of XML finds them. */
function parse(page: Page, path: string) {
  return page.evaluate(async (path) => {
    const text = await (await fetch(path)).text();
    const document = new DOMParser().parseFromString(text, 'text/xml');
    const { nodeName } = document.documentElement;
    const error = document.querySelector('parsererror')?.textContent;
    const found = document.querySelectorAll('item, url');
    const hosts = [...document.querySelectorAll('link, loc')]
      .filter(({ prefix }) => prefix === null)
      .map(({ textContent }) => new URL(textContent ?? '').origin);
    return { text, nodeName, error, count: found.length, hosts };
  }, path);
}

test('two parsers of XML read the feed and the sitemap, whatever the texts are', async (t) => {
  const { url, publish } = await servePages(t);
  await publish('post', longPost);
  await publish('post', hostilePost);
  await publish('post', {
    ...hostilePost,
    title: '🤔 \u200f]]> &amp; <![CDATA[',
    content: '`]]>` 🤔 \u200f',
  });
  const { page } = await newPage(t, browser, url);
  await page.goto('/blog/');
  for (const [path, root, count] of [
    ['/blog/feed.xml', 'rss', 3],
    ['/blog/sitemap.xml', 'urlset', 6],
  ] as const) {
    const parsed = await parse(page, path);
    t.match(parsed, { error: undefined, nodeName: root, count }, path);
    t.ok(
      parsed.hosts.every((host) => host === url),
      path,
    );
    t.equal(XMLValidator.validate(parsed.text), true, path);
  }
});
