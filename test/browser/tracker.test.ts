import type { Page, Request } from 'playwright-core';
import { t as file, test } from 'tap';
import { exclusionCookie } from '../../app/features/visitors/exclusion.ts';
import { chrome as userAgent } from '../support/agents.ts';
import { servePages } from '../support/served-pages.ts';
import { serveSite } from '../support/site.ts';
import { newPage, startBrowser, twoFrames } from './browser.ts';

const browser = await startBrowser(file);
const isBeacon = (request: Request) => request.url().endsWith('/api/v1/visitors/track');

/** The beacons of the page so far. */
function beaconsOf(page: Page): Request[] {
  const beacons: Request[] = [];
  page.on('request', (request) => {
    if (isBeacon(request)) beacons.push(request);
  });
  return beacons;
}

/** The answer to the beacon that `act` sends. */
async function answerTo(page: Page, act: () => Promise<unknown>): Promise<unknown> {
  const [response] = await Promise.all([page.waitForResponse('**/track'), act()]);
  return response.json();
}

test('a visitor is counted once, however often they open the page', async (t) => {
  const site = await serveSite(t);
  const { page, problems } = await newPage(t, browser, site, { userAgent });
  t.match(await answerTo(page, () => page.goto('/')), { tracked: true });
  t.match(await answerTo(page, () => page.reload()), { reason: 'duplicate' });
  const other = await newPage(t, browser, site, { userAgent: `${userAgent} Other/1` });
  t.match(await answerTo(other.page, () => other.page.goto('/')), { tracked: true });
  t.strictSame(problems, []);
});

test('each view sends one beacon with path and referrer, and stores nothing in the browser', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t), { userAgent });
  const beacons = beaconsOf(page);
  await answerTo(page, () => page.goto('/?utm_source=x', { referer: 'https://news.example/' }));
  await twoFrames(page);
  t.equal(beacons.length, 1);
  t.strictSame(beacons[0]?.postDataJSON(), { path: '/', referrer: 'https://news.example/' });
  t.strictSame(await page.context().storageState(), { cookies: [], origins: [] });
});

test('opening a post counts the visitor and the view of the post, by one beacon', async (t) => {
  const { url, publish } = await servePages(t);
  const { slug, id } = await publish('post', { title: 'A post', category: 'A', content: 'B' });
  const { page, problems } = await newPage(t, browser, url, { userAgent });
  const beacons = beaconsOf(page);
  t.match(await answerTo(page, () => page.goto(`/blog/${slug}`)), { tracked: true });
  await answerTo(page, () => page.reload());
  await twoFrames(page);
  t.equal(beacons.length, 2, 'one for each view of the page');
  const views = await fetch(`${url}/api/v1/analytics/views/blog/${id}`);
  t.strictSame(await views.json(), { contentType: 'blog', contentId: id, views: 1 });
  t.strictSame(problems, []);
});

test('a click on the PDF or a link to contact the owner counts its goal once, and no view', async (t) => {
  const site = await serveSite(t);
  const { page, problems } = await newPage(t, browser, site, { userAgent });
  await answerTo(page, () => page.goto('/'));
  const beacons = beaconsOf(page);
  // The page stays, whatever the links lead to.
  await page.evaluate("addEventListener('click', (event) => event.preventDefault())");
  const names = await page
    .locator('a[data-goal]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('data-goal')));
  t.same([...new Set(names)].sort(), ['email', 'github', 'link', 'linkedin', 'pdf', 'phone']);
  const click = (goal: string, options = {}) =>
    answerTo(page, () => page.locator(`[data-goal=${goal}]`).first().click(options));
  for (const goal of ['pdf', 'email', 'phone', 'linkedin', 'github', 'link']) {
    t.match(await click(goal), { tracked: true }, goal);
  }
  t.match(await click('pdf'), { reason: 'duplicate' });
  t.strictSame(beacons[0]?.postDataJSON(), { path: '/', referrer: '', goal: 'pdf' });
  const email = page.locator('[data-goal=email]');
  t.match(await answerTo(page, () => email.press('Enter')), { reason: 'duplicate' }, 'by keyboard');
  await email.click({ button: 'right' });
  await page.locator('h1').click();
  await twoFrames(page);
  t.equal(beacons.length, 8, 'neither a menu nor a click elsewhere is a goal');
  t.strictSame(problems, []);
});

test('a page that the browser restores from its cache is another view', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t), { userAgent });
  await answerTo(page, () => page.goto('/'));
  // Chromium under test keeps no pages; this is the event that it would send.
  const comeBack = () =>
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
  t.match(await answerTo(page, comeBack), { reason: 'duplicate' });
});

test('a prerendered page is counted when it is shown', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t), { userAgent });
  const beacons = beaconsOf(page);
  await page.addInitScript("Object.defineProperty(document, 'prerendering', { value: true })");
  await page.goto('/');
  await twoFrames(page);
  t.equal(beacons.length, 0);
  const show = () => page.evaluate("document.dispatchEvent(new Event('prerenderingchange'))");
  t.match(await answerTo(page, show), { tracked: true });
});

for (const [what, property, value] of [
  ['Global Privacy Control', 'globalPrivacyControl', 'true'],
  ['Do Not Track', 'doNotTrack', "'1'"],
]) {
  test(`the page sends no beacon with ${what}`, async (t) => {
    const { page } = await newPage(t, browser, await serveSite(t), { userAgent });
    const beacons = beaconsOf(page);
    await page.addInitScript(
      `Object.defineProperty(navigator, '${property}', { value: ${value} })`,
    );
    await page.goto('/');
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    await twoFrames(page);
    t.equal(beacons.length, 0);
  });
}

test('counting reads nothing that the browser stores', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t), { userAgent });
  await page.addInitScript(`
    globalThis.read = [];
    const getItem = Storage.prototype.getItem;
    Storage.prototype.getItem = function (name) { read.push(name); return getItem.call(this, name); };
    for (const [on, name] of [[Document, 'cookie'], [Window, 'sessionStorage'], [Window, 'indexedDB'], [Window, 'caches'], [Window, 'cookieStore']]) {
      const { get } = Object.getOwnPropertyDescriptor(on === Window ? globalThis : on.prototype, name) ?? {};
      if (get) Object.defineProperty(on === Window ? globalThis : on.prototype, name, { get() { read.push(name); return get.call(this); } });
    }`);
  await answerTo(page, () => page.goto('/'));
  await twoFrames(page);
  t.strictSame(await page.evaluate('read'), ['theme'], 'the choice of the theme button only');
});

test('a browser that the owner left out says so with what it reports only, and no script reads it', async (t) => {
  const site = await serveSite(t);
  const { page } = await newPage(t, browser, site, { userAgent });
  const [, name = '', value = ''] = /^(\w+)=(\w+);/.exec(exclusionCookie(true)) ?? [];
  const [, path = ''] = /Path=([^;]+)/.exec(exclusionCookie(true)) ?? [];
  const { hostname: domain } = new URL(site);
  await page.context().addCookies([{ name, value, path, domain, httpOnly: true }]);
  const withCookie: string[] = [];
  page.on('request', async (request) => {
    const headers = await request.allHeaders();
    if (headers.cookie) withCookie.push(new URL(request.url()).pathname);
  });
  t.match(await answerTo(page, () => page.goto('/')), { tracked: false, reason: 'owner' });
  await page.waitForLoadState('networkidle');
  t.strictSame(withCookie, ['/api/v1/visitors/track']);
  t.equal(await page.evaluate('document.cookie'), '');
});

test('the page works while the API is down', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t), { userAgent });
  const uncaught: Error[] = [];
  page.on('pageerror', (error) => uncaught.push(error));
  await page.route('**/track', (route) => route.abort('connectionrefused'));
  const failed = page.waitForEvent('requestfailed', isBeacon);
  await page.goto('/');
  await failed;
  await twoFrames(page);
  t.equal(await page.locator('h1').isVisible(), true);
  t.strictSame(uncaught, []);
});
