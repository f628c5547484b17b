import type { Page, Route } from 'playwright-core';
import { t as file, type Test, test } from 'tap';
import type { Resume } from '../../site/resume/resume.ts';
import { serveSite } from '../support/site.ts';
import { newPage, startBrowser, twoFrames } from './browser.ts';

const browser = await startBrowser(file);
const api = '/api/v1/blog/posts?limit=3';
const section = (page: Page) => page.locator('#latest');
const resume = (language: string): Resume => ({
  basics: { name: 'A' },
  meta: { language, pages: ['blog'] },
});
const post = (slug: string, title: string) => ({
  slug,
  title,
  publishedAt: '2026-03-01T23:30:00.000Z',
});

/** Opens a site whose API answers with the posts. */
async function openWith(t: Test, posts: object[], language = 'en') {
  const opened = await newPage(t, browser, await serveSite(t, resume(language)));
  await opened.page.route(api, (route) => route.fulfill({ json: { items: posts } }));
  await opened.page.goto('/');
  return opened;
}

test('the page shows the latest posts, with links and dates in its language', async (t) => {
  const posts = [post('b', 'Zweiter'), post('a', 'Erster')];
  const { page, problems } = await openWith(t, posts, 'de');
  await section(page).waitFor({ state: 'visible' });
  t.equal(await section(page).locator('h2').innerText(), 'Neueste Beiträge');
  const links = section(page).locator('h3 a');
  t.strictSame(await links.allInnerTexts(), ['Zweiter', 'Erster']);
  t.equal(await links.first().getAttribute('href'), '/blog/b');
  const time = section(page).locator('time').first();
  t.equal(await time.innerText(), '01.03.2026', 'the day in UTC');
  t.equal(await time.getAttribute('datetime'), '2026-03-01T23:30:00.000Z');
  t.strictSame(problems, []);
});

test('a title is text, whatever it contains', async (t) => {
  const title = '<img src=x onerror="alert(1)"> </script><script>alert(2)</script> &amp;';
  const { page, problems } = await openWith(t, [post('a', title)]);
  await section(page).waitFor({ state: 'visible' });
  t.equal(await section(page).locator('h3 a').innerText(), title);
  t.equal(await page.locator('img').count(), 0);
  t.strictSame(problems, []);
});

test('the page loads the other Latin letters only for a title that has one', async (t) => {
  for (const [title, isLoaded] of [
    ['Café für Œuvres', false],
    ['Żółw', true],
  ] as const) {
    const { page } = await newPage(t, browser, await serveSite(t, resume('en')));
    const fonts: string[] = [];
    page.on('request', (request) => fonts.push(request.url()));
    await page.route(api, (route) => route.fulfill({ json: { items: [post('a', title)] } }));
    await page.goto('/');
    await section(page).waitFor({ state: 'visible' });
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    const extended = fonts.filter((url) => url.includes('extended'));
    t.equal(extended.length > 0, isLoaded, title);
  }
});

const failures: Record<string, (route: Route) => Promise<void>> = {
  'has no posts': (route) => route.fulfill({ json: { items: [] } }),
  'answers 503': (route) => route.fulfill({ status: 503, json: { error: 'Service Unavailable' } }),
  'refuses the connection': (route) => route.abort('connectionrefused'),
  'answers with a page': (route) => route.fulfill({ contentType: 'text/html', body: '<p>1</p>' }),
  'answers without posts': (route) => route.fulfill({ json: {} }),
  'answers with something else': (route) => route.fulfill({ json: { items: [null] } }),
  // The page itself gives up, after its own timeout.
  'never answers': async () => {},
};

test('the page stays as it is if it has no posts to show', async (t) => {
  const site = await serveSite(t, resume('en'));
  for (const [what, fail] of Object.entries(failures)) {
    await t.test(`the page stays as it is if the API ${what}`, (t) => staysHidden(t, site, fail));
  }
});

async function staysHidden(t: Test, site: string, fail: (route: Route) => Promise<void>) {
  const { page } = await newPage(t, browser, site);
  const uncaught: Error[] = [];
  page.on('pageerror', (error) => uncaught.push(error));
  await page.route(api, fail);
  const ended = ['requestfinished', 'requestfailed'] as const;
  const over = Promise.race(
    ended.map((event) =>
      page.waitForEvent(event as 'requestfailed', (request) => request.url().endsWith(api)),
    ),
  );
  await page.goto('/');
  await over;
  // By then, the page has handled the answer.
  await twoFrames(page);
  t.ok(await section(page).isHidden());
  t.equal(await page.locator('main h3').count(), 0);
  t.strictSame(uncaught, []);
}

test('without scripts, the page has its links and no empty section', async (t) => {
  const site = await serveSite(t, resume('en'));
  const { page } = await newPage(t, browser, site, { javaScriptEnabled: false });
  await page.goto('/');
  t.ok(await page.getByRole('link', { name: 'Blog' }).isVisible());
  t.ok(await section(page).isHidden());
});

test('on paper, there is neither', async (t) => {
  const { page } = await openWith(t, [post('a', 'A')]);
  await section(page).waitFor({ state: 'visible' });
  await page.emulateMedia({ media: 'print' });
  t.ok(await section(page).isHidden());
  t.ok(await page.getByRole('link', { name: 'Blog' }).isHidden());
});
