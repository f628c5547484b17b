import type { Page, Route } from 'playwright-core';
import { t as file, type Test, test } from 'tap';
import type { Counter } from '../../site/resume/counter.ts';
import { chrome as userAgent } from '../support/agents.ts';
import { serveSite } from '../support/site.ts';
import { newPage, startBrowser, twoFrames } from './browser.ts';

declare global {
  interface Window {
    /** How much of the page moved so far: its cumulative layout shift. */
    moved: number;
  }
}

const browser = await startBrowser(file);
const counter = (page: Page) => page.locator('#visitor-count');

/** The number that the page shows once it has one. */
async function shownCount(page: Page): Promise<number> {
  const filled = counter(page).filter({ hasText: /\d/ });
  return Number(await filled.innerText());
}

const resume = (counter: Counter) => ({ basics: { name: 'A' }, meta: { counter } });

test('the page shows the number of visitors, the reader included', async (t) => {
  const site = await serveSite(t);
  const { page, problems } = await newPage(t, browser, site, { userAgent });
  await page.goto('/');
  t.equal(await shownCount(page), 1);
  t.equal(await page.locator('footer p').first().innerText(), 'Visitors, counted once a day: 1');
  await page.reload();
  t.equal(await shownCount(page), 1, 'once a day');
  const other = await newPage(t, browser, site, { userAgent: `${userAgent} Other/1` });
  await other.page.goto('/');
  t.equal(await shownCount(other.page), 2);
  t.equal((await (await fetch(`${site}/api/count`)).json()).count, 1, 'no page added a view');
  t.strictSame(problems, []);
});

test('with "counter": "views", the page counts a view each time it is opened', async (t) => {
  const { page, problems } = await newPage(t, browser, await serveSite(t, resume('views')));
  await page.goto('/');
  t.equal(await shownCount(page), 1);
  t.equal(await page.locator('footer p').first().innerText(), 'Visit 1');
  await page.reload();
  t.equal(await shownCount(page), 2);
  t.strictSame(problems, []);
});

test('with "counter": "off", the page shows no number, and still counts visitors', async (t) => {
  const site = await serveSite(t, resume('off'));
  const { page, problems } = await newPage(t, browser, site, { userAgent });
  const tracked = page.waitForResponse('**/track');
  await page.goto('/');
  t.match(await (await tracked).json(), { tracked: true });
  await twoFrames(page);
  t.equal(await counter(page).count(), 0);
  t.equal((await (await fetch(`${site}/api/count`)).json()).count, 1, 'no view was added');
  t.strictSame(problems, []);
});

test('a reader who opted out is not counted, and sees the number', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t), { userAgent });
  await page.addInitScript(
    "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })",
  );
  await page.goto('/');
  t.equal(await shownCount(page), 0);
});

test('a prerendered page adds a view when it is shown', async (t) => {
  const site = await serveSite(t, resume('views'));
  const { page } = await newPage(t, browser, site);
  const counted: string[] = [];
  page.on('request', (request) => counted.push(new URL(request.url()).pathname));
  await page.addInitScript("Object.defineProperty(document, 'prerendering', { value: true })");
  await page.goto('/');
  await twoFrames(page);
  t.notOk(counted.includes('/api/count'));
  await page.evaluate("document.dispatchEvent(new Event('prerenderingchange'))");
  t.equal(await shownCount(page), 1);
});

test('the page formats the number in the language of the resume', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t));
  await page.route('/api/v1/visitors/count', (route) =>
    route.fulfill({ json: { count: 1234567 } }),
  );
  await page.goto('/');
  t.equal(await counter(page).filter({ hasText: /\d/ }).innerText(), '1,234,567');
});

const failures: Record<string, (route: Route) => Promise<void>> = {
  'answers 503': (route) => route.fulfill({ status: 503, json: { error: 'Service Unavailable' } }),
  'refuses the connection': (route) => route.abort('connectionrefused'),
  'answers with a page': (route) => route.fulfill({ contentType: 'text/html', body: '<p>1</p>' }),
  'answers without a number': (route) => route.fulfill({ json: {} }),
  // The page itself gives up, after its own timeout.
  'never answers': async () => {},
};

test('the dash stays if the page cannot load the number', async (t) => {
  const site = await serveSite(t);
  for (const [what, fail] of Object.entries(failures)) {
    await t.test(`the dash stays if the API ${what}`, (t) => dashStays(t, site, fail));
  }
});

async function dashStays(t: Test, site: string, fail: (route: Route) => Promise<void>) {
  const { page } = await newPage(t, browser, site);
  const uncaught: Error[] = [];
  page.on('pageerror', (error) => uncaught.push(error));
  await page.route('/api/v1/visitors/count', fail);
  const ended = ['requestfinished', 'requestfailed'] as const;
  const over = Promise.race(
    ended.map((event) =>
      page.waitForEvent(event as 'requestfailed', (request) => request.url().endsWith('/count')),
    ),
  );
  await page.goto('/');
  await over;
  // By then, the page has handled the answer.
  await twoFrames(page);
  t.equal(await counter(page).innerText(), '—');
  t.strictSame(uncaught, []);
}

test('nothing on the page moves when the number appears', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t));
  // Holds the number back until the page is painted.
  const painted = Promise.withResolvers<void>();
  await page.route('/api/v1/visitors/count', async (route) => {
    await painted.promise;
    await route.fulfill({ json: { count: 1234567 } });
  });
  await page.addInitScript(() => {
    window.moved = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        window.moved += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/');
  await twoFrames(page);
  painted.resolve();
  await counter(page).filter({ hasText: '1,234,567' }).waitFor();
  await twoFrames(page);
  t.ok((await page.evaluate(() => window.moved)) < 0.01);
  // Proof that the browser reports shifts at all:
  await page.evaluate(() =>
    document.querySelector('main')?.style.setProperty('margin-top', '9rem'),
  );
  await page.waitForFunction(() => window.moved > 0.01);
});
