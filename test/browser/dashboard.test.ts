import axe from 'axe-core';
import type { Page, Route } from 'playwright-core';
import { t as file, type Test, test } from 'tap';
import { extractText } from 'unpdf';
import { chrome } from '../support/agents.ts';
import { addNumbers, longHost, ownDays } from '../support/owner-numbers.ts';
import { type OwnerSite, startOwnerSite } from '../support/owner-site.ts';
import { newPage, startBrowser, twoFrames } from './browser.ts';
import { signIn } from './owner.ts';

file.setTimeout(600_000);
const browser = await startBrowser(file);
const site = await startOwnerSite(file);
const state = await signedIn(site);

// The first two make what all others look at: a site without visitors, then one with many.
test('a new site says how to be its first visitor, whether requests arrive, and then counts', async (t) => {
  const { page, problems } = await newPage(t, browser, site.url, { storageState: state });
  await page.goto('/admin/#/');
  await page.getByText('Nobody has visited yet').waitFor();
  await page.getByText('No request has reached the counter').waitFor();
  t.strictSame(await violations(page), []);
  const { page: visitor } = await newPage(t, browser, site.url, { userAgent: chrome });
  await visitor.request.post('/api/v1/visitors/track', {
    data: {},
    headers: { 'user-agent': 'curl/8' },
  });
  const load = page.getByRole('button', { name: 'Load again' });
  await until(async () => {
    await load.click();
    await settled(page);
    return page.getByText('1 request reached it').isVisible();
  });
  t.match(await page.locator('.ledger').innerText(), /Bots\s+1 100%/);
  const tracked = visitor.waitForResponse('**/v1/visitors/track');
  await visitor.goto('/');
  await tracked;
  await until(async () => {
    await load.click();
    await settled(page);
    return (await page.locator('.figures .value').allInnerTexts()).every((value) => value === '1');
  });
  t.equal(await page.getByText('Nobody has visited yet').count(), 0);
  t.match(await page.locator('.dashboard').innerText(), /first day/i);
  t.match(
    await page.locator('.figures').innerText(),
    /none in the range before|none in both ranges/,
  );
  t.strictSame(problems, []);
});

test('an owner who comes from another program brings a past', async (t) => {
  await addNumbers(site);
  const post = { title: 'A post that is marked مقال <b>"', content: 'Text', category: 'Notes' };
  await site.ask('POST', '/v1/blog/posts', { ...post, status: 'published' });
  const trends = await ask<Trends>(`/v1/visitors/trends/daily?days=${ownDays}`);
  t.ok(sum(trends, 'visitors') > 100);
});

interface Trends {
  trends: { date: string; visitors: number; views: number }[];
}
interface Overview {
  visitors: number;
  views: number;
  ledger: Record<string, number>;
}

test('the first numbers are those of the API, and the address keeps the range', async (t) => {
  const { page, problems } = await open(t);
  for (const [days, name] of [
    [30, '30 days'],
    [7, '7 days'],
    [90, '90 days'],
    [365, '1 year'],
  ] as const) {
    const trends = await ask<Trends>(`/v1/visitors/trends/daily?days=${days}`);
    const count = await ask<{ count: number; today: number }>('/v1/visitors/count');
    if (days !== 30) await choose(page, name);
    const figures = await page.locator('.figures .value').allInnerTexts();
    t.strictSame(
      figures.map(toNumber),
      [sum(trends, 'visitors'), sum(trends, 'views'), count.today, count.count],
      name,
    );
  }
  t.match(page.url(), /days=365$/);
  await page.reload();
  await page.locator('.chart').first().waitFor();
  t.equal(await page.locator('.ranges [aria-current]').innerText(), '1 year');
  await page.goBack();
  await page.locator('.ranges [aria-current]', { hasText: '90 days' }).waitFor();
  await settled(page);
  t.match(await page.locator('.status').innerText(), /Days are UTC\. Today ends in \d/);
  t.strictSame(problems, []);
});

test('bars are as high as the values of the table behind them', async (t) => {
  const { page } = await open(t, '?days=90');
  for (const [range, bars] of [
    ['90 days', 90],
    ['7 days', 7],
    ['1 year', 53],
  ] as const) {
    await choose(page, range);
    for (const [of, chart] of ['visitors', 'views'].map((of, i) => [of, nth(page, i)] as const)) {
      await chart.locator('details').evaluate((details: HTMLDetailsElement) => {
        details.open = true;
      });
      await chart.locator('tbody tr').first().waitFor();
      const table = await chart
        .locator('tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) => Number(row.querySelector('td')?.textContent?.replaceAll(',', ''))),
        );
      const drawn = await chart.locator('svg').evaluate((svg) => {
        const base = Math.max(
          ...[...svg.querySelectorAll('.grid')].map((l) => Number(l.getAttribute('y1'))),
        );
        const top = Math.min(
          ...[...svg.querySelectorAll('.grid')].map((l) => Number(l.getAttribute('y1'))),
        );
        const label = [...svg.querySelectorAll('.tick')].find(
          (text) => text.previousElementSibling?.getAttribute('y1') === `${top}`,
        );
        const max = Number(label?.textContent?.replaceAll(',', ''));
        return [...svg.querySelectorAll('.slot')].map((slot) => {
          const height = Number(slot.querySelector('.bar')?.getAttribute('height') ?? 0);
          return (height / (base - top)) * max;
        });
      });
      t.equal(table.length, bars, `${range} ${of}`);
      t.equal(drawn.length, bars);
      t.ok(table.some((value) => value > 0));
      const isEqual = table.every(
        (value, i) => Math.abs(value - (drawn[i] ?? -1)) < Math.max(value, 2) * 0.5,
      );
      const exact = table.filter(
        (value, i) => value > 5 && Math.abs(value - (drawn[i] ?? -1)) > 0.01 * value,
      );
      t.ok(isEqual);
      t.strictSame(exact, [], 'the larger ones to the hundredth');
    }
  }
});

test('the keyboard alone reads every value of a chart', async (t) => {
  const { page } = await open(t, '?days=30');
  const { trends } = await ask<Trends>('/v1/visitors/trends/daily?days=30');
  const plots = page.getByRole('application');
  t.equal(await plots.count(), 2);
  await page.locator('.ranges a').last().focus();
  // The button that loads again, then the chart.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  t.ok(await plots.first().evaluate((plot) => plot === document.activeElement), 'one tab stop');
  const outline = await plots.first().evaluate((plot) => getComputedStyle(plot).outlineStyle);
  t.not(outline, 'none');
  const readout = page.locator('.readout').first();
  await page.keyboard.press('Home');
  for (const [i, { visitors }] of trends.entries()) {
    if (i > 0) await page.keyboard.press('ArrowRight');
    t.match(
      await readout.innerText(),
      new RegExp(`: ${visitors.toLocaleString('en')} visitor`),
      `${i}`,
    );
  }
  await page.keyboard.press('ArrowRight');
  t.match(await readout.innerText(), /so far/, 'the last stays');
  const live = page.locator('[role=status].unseen');
  await page.waitForFunction(() =>
    document.querySelector('[role=status].unseen')?.textContent?.includes('so far'),
  );
  t.match(await live.innerText(), /range before/);
  t.match(await live.innerText(), /Published: A post that is marked/);
  await page.keyboard.press('Tab');
  const linked = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href);
  t.match(linked, /\/blog\/a-post-that-is-marked/, 'the post is the next tab stop');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  t.match(await readout.innerText(), /so far/);
  await page.keyboard.press('Escape');
  t.match(await readout.innerText(), /^Most: /);
});

test('the live region says at most two values a second', async (t) => {
  const { page } = await open(t, '?days=30');
  await page.evaluate(() => {
    const said: number[] = [];
    Object.assign(window, { said });
    const live = document.querySelector('[role=status].unseen') as Element;
    new MutationObserver(() => said.push(performance.now())).observe(live, {
      characterData: true,
      childList: true,
      subtree: true,
    });
  });
  await page.getByRole('application').first().focus();
  await page.keyboard.press('Home');
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => {
    const { said } = window as unknown as { said: number[] };
    return said.length > 1 && performance.now() - (said.at(-1) ?? 0) > 700;
  });
  const said = await page.evaluate(() => (window as unknown as { said: number[] }).said);
  for (const [i, at] of said.entries()) {
    if (i > 0) t.ok(at - (said[i - 1] ?? 0) > 450, `${at}`);
  }
});

test('a chart has a title and a description with the total, the peak and the trend', async (t) => {
  const { page } = await open(t, '?days=30');
  const trends = await ask<Trends>('/v1/visitors/trends/daily?days=30');
  t.equal(await page.locator('.plot title').first().textContent(), 'Visitors');
  const description = await page.locator('.plot desc').first().textContent();
  t.match(description, `${sum(trends, 'visitors').toLocaleString('en')} visitors in all. Most: `);
  t.match(description, /Without today: .*before/);
});

test('parts add up to the whole that they stand under', async (t) => {
  const { page } = await open(t, '?days=30');
  const { visitors, ledger } = await ask<Overview>('/v1/analytics/overview?days=30');
  const panels = page.locator('.panels .panel');
  for (const title of ['First pages', 'Where they came from', 'Countries', 'Devices']) {
    const panel = panels.filter({ has: page.getByRole('heading', { name: title, exact: true }) });
    const shown = await panel
      .locator('.panel > .ranking .number, .ranking:not(.lighter *) .number')
      .evaluateAll((cells) =>
        cells.map((cell) => Number(cell.firstChild?.textContent?.replaceAll(',', ''))),
      );
    t.equal(total(shown), visitors, `${title}: bars`);
    await panel.locator('summary').click();
    await panel.locator('tbody').waitFor();
    const rows = await panel.locator('tbody tr:not(.lighter) td').allInnerTexts();
    t.equal(total(rows.map(toNumber)), visitors, `${title}: table`);
  }
  const received = await page
    .locator('.ledger .number')
    .evaluateAll((cells) =>
      cells.map((cell) => Number(cell.firstChild?.textContent?.replaceAll(',', ''))),
    );
  t.equal(total(received), ledger.received);
  t.match(await page.locator('.dashboard').innerText(), /each\s+add up to/);
});

test('numbers of other programs are lighter, named, and in no figure', async (t) => {
  const { page } = await open(t, '?days=90');
  const { trends } = await ask<Trends>('/v1/visitors/trends/daily?days=90');
  const figure = page.locator('.figures > div').first();
  t.equal(toNumber(await figure.locator('.value').innerText()), sum({ trends }, 'visitors'));
  t.match(await figure.innerText(), /\d+ more counted by Plausible/);
  t.match(await page.locator('.key').innerText(), /Lighter bars: counted by Plausible/);
  t.ok((await nth(page, 0).locator('.imported').count()) > 20);
  t.match(await page.locator('.panels').innerText(), /Counted by Plausible/);
  await nth(page, 0).locator('summary').click();
  await nth(page, 0).getByRole('columnheader', { name: 'By Plausible' }).waitFor();
});

test('a change of the range on a phone moves nothing sideways and breaks no number', async (t) => {
  const { page } = await open(t, '?days=365', { viewport: { width: 320, height: 700 } });
  await openAll(page);
  for (const range of ['1 year', '90 days', '30 days', '7 days']) {
    await choose(page, range);
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    t.equal(scrollWidth, clientWidth, range);
    const broken = await page
      .locator('.dashboard .number')
      .evaluateAll(
        (cells) =>
          cells.filter(
            (cell) =>
              cell.getClientRects().length > 0 &&
              getComputedStyle(cell).whiteSpace !== 'nowrap' &&
              cell.tagName !== 'TH',
          ).length,
      );
    t.equal(broken, 0, 'numbers stay on one line');
  }
  const host = page.locator('.ranking .name', { hasText: longHost });
  const line = await page.locator('.ranking .name').first().boundingBox();
  t.equal((await host.boundingBox())?.height, line?.height, 'a long host takes one line');
  const whole = page.locator('table th', { hasText: longHost });
  const { scrollWidth, clientWidth } = await whole.evaluate((cell) => cell);
  t.equal(scrollWidth, clientWidth, 'the table has all of it');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, whatever is open (${colorScheme})`, async (t) => {
    for (const width of [320, 1280]) {
      const viewport = { width, height: 800 };
      const { page, problems } = await open(t, '?days=90', { colorScheme, viewport });
      t.strictSame(await violations(page), [], `${width}`);
      await openAll(page);
      await page.getByRole('application').first().focus();
      await page.keyboard.press('End');
      t.strictSame(await violations(page), [], `${width}, tables open`);
      t.strictSame(problems, []);
    }
  });
}

test('a part that fails says so alone, keeps its place, and loads again', async (t) => {
  const { page } = await newPage(t, browser, site.url, { storageState: state });
  await page.route('**/v1/analytics/overview*', (route) =>
    route.fulfill({ status: 503, json: {} }),
  );
  await page.goto('/admin/#/');
  const failure = page.getByRole('alert').filter({ hasText: 'Countries did not load' });
  t.match(
    await failure.innerText(),
    /since \d\d:\d\d\)\. The server cannot do this now \(status 503\)/,
  );
  await page.locator('.chart').first().waitFor();
  t.not(await page.locator('.figures .value').first().innerText(), '—');
  await page.unroute('**/v1/analytics/overview*');
  await failure.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Germany').first().waitFor();
  t.equal(await page.getByRole('alert').count(), 0);
});

test('when nothing loads, one message says so; old numbers stay', async (t) => {
  const { page } = await open(t, '?days=30');
  const before = await page.locator('.figures').innerText();
  const answers: [string, (route: Route) => Promise<void>, RegExp][] = [
    ['dies', (route) => route.abort(), /cannot be reached/],
    ['503', (route) => route.fulfill({ status: 503, json: {} }), /status 503/],
    [
      'HTML',
      (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<p>Hello' }),
      /cannot be reached/,
    ],
  ];
  for (const [name, answer, message] of answers) {
    await page.route('**/api/v1/**', answer);
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByRole('alert').filter({ hasText: message }).waitFor();
    t.equal(await page.getByRole('alert').count(), 1, name);
    t.match(await page.getByRole('alert').innerText(), /numbers below are from \d\d:\d\d/);
    t.equal(await page.locator('.figures').innerText(), before);
    await page.unroute('**/api/v1/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  }
});

test('an API that never answers is given up after 10 seconds', async (t) => {
  const { page } = await newPage(t, browser, site.url, { storageState: state });
  await page.route('**/v1/visitors/trends/**', () => new Promise(() => {}));
  await page.goto('/admin/#/');
  await page.locator('.charts.waiting').waitFor();
  const failure = page.getByRole('alert').filter({ hasText: 'did not answer in time' });
  await failure.first().waitFor({ timeout: 14_000 });
  await page.getByText('Germany').first().waitFor();
});

test('the page waits as long as the API asks, then loads by itself', async (t) => {
  const { page } = await newPage(t, browser, site.url, { storageState: state });
  const asked: number[] = [];
  await page.route('**/v1/analytics/overview*', async (route) => {
    asked.push(Date.now());
    if (asked.length > 1) return route.continue();
    await route.fulfill({ status: 429, headers: { 'retry-after': '2' }, json: {} });
  });
  await page.goto('/admin/#/');
  await page.getByText('tries again by itself in 2 s').first().waitFor();
  await page.getByText('Germany').first().waitFor();
  t.equal(asked.length, 2);
  t.ok((asked[1] ?? 0) - (asked[0] ?? 0) >= 2000);
});

test('a session that ends asks for a sign-in and keeps the range', async (t) => {
  const { page } = await open(t, '?days=90');
  await page.route('**/api/v1/**', (route) => {
    const isOpen = /\/auth\/(login|challenge)/.test(route.request().url());
    return isOpen ? route.continue() : route.fulfill({ status: 401, json: {} });
  });
  await page.getByRole('button', { name: 'Load again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.waitFor();
  await page.unroute('**/api/v1/**');
  await dialog.getByLabel('Password').fill(site.owner.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.dashboard [aria-busy=true]').first().waitFor({ state: 'detached' });
  t.match(page.url(), /days=90$/);
  t.equal(await page.getByRole('alert').count(), 0);
});

test('nothing jumps while slow numbers come', async (t) => {
  const { page } = await newPage(t, browser, site.url, { storageState: state });
  await page.addInitScript(() => {
    Object.assign(window, { moved: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value } = entry as PerformanceEntry & { value: number };
        (window as unknown as { moved: number }).moved += value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const order = ['overview', 'top-content', 'count', 'posts', 'daily'];
  await page.route('**/api/v1/**', async (route) => {
    const place = order.findIndex((part) => route.request().url().includes(part));
    await new Promise((done) => setTimeout(done, 150 * (place + 1)));
    await route.continue();
  });
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('about:blank');
    await page.goto('/admin/#/?days=30');
    await settled(page);
    const moved = await page.evaluate(() => (window as unknown as { moved: number }).moved);
    t.ok(moved < 0.01, `${width} px: ${moved}`);
  }
});

test('numbers that are old say so', async (t) => {
  const { page } = await newPage(t, browser, site.url, { storageState: state });
  await page.clock.install({ time: Date.now() });
  await page.goto('/admin/#/');
  await settled(page);
  await page.clock.runFor(12 * 60_000);
  await page.getByText(/1[12] minutes ago/).waitFor();
  await page.getByRole('button', { name: 'Load again' }).click();
  await page.getByText(/minutes ago/).waitFor({ state: 'detached' });
});

test('a clock that is an hour off changes neither the day nor its end', async (t) => {
  const { page } = await newPage(t, browser, site.url, { storageState: state });
  await page.clock.setFixedTime(Date.now() + 3_600_000);
  await page.goto('/admin/#/?days=7');
  await settled(page);
  const left = /ends in (?:(\d+) h)? ?(?:(\d+) min)?/.exec(
    await page.locator('.status').innerText(),
  );
  const minutes = Number(left?.[1] ?? 0) * 60 + Number(left?.[2] ?? 0);
  const expected = 1440 - ((Date.now() / 60_000) % 1440);
  t.ok(Math.abs(minutes - expected) < 3, `${minutes} of ${expected}`);
  t.ok(await page.locator('.plot .before').count(), 'the range before is the right one');
});

test('a range without visitors says so; a site without any says how to make one', async (t) => {
  const { page } = await newPage(t, browser, site.url, { storageState: state });
  const nothing = (body: object) => (route: Route) => route.fulfill({ json: body });
  const empty = {
    visitors: 0,
    views: 0,
    paths: [],
    referrers: [],
    countries: [],
    devices: [],
    goals: [],
    imported: [],
  };
  const ledger = {
    counted: 0,
    duplicate: 0,
    bot: 2,
    prefetch: 0,
    optedOut: 0,
    owner: 1,
    crossSite: 0,
    rateLimited: 0,
  };
  const trends = Array.from({ length: 30 }, (_, i) => ({
    date: new Date(Date.now() - (29 - i) * 86_400_000).toISOString().slice(0, 10),
    visitors: 0,
    views: 0,
  }));
  await page.route('**/trends/daily*', nothing({ trends }));
  await page.route(
    '**/analytics/overview*',
    nothing({ ...empty, ledger: { ...ledger, received: 3 } }),
  );
  await page.goto('/admin/#/');
  await page.getByText('Nobody visited in these days.').first().waitFor();
  t.equal(
    await page.getByRole('link', { name: 'Look at a year' }).getAttribute('href'),
    '#/?days=365',
  );
  t.equal(await page.getByText('Nobody has visited yet').count(), 0);
  t.strictSame(
    await nth(page, 0)
      .locator('.tick')
      .evaluateAll((ticks) => ticks.slice(0, 2).map(({ textContent }) => textContent)),
    ['0', '1'],
    'an axis without fractions',
  );
  await page.route(
    '**/visitors/count',
    nothing({ count: 0, today: 0, lastUpdated: new Date().toISOString() }),
  );
  await page.getByRole('button', { name: 'Load again' }).click();
  await page.getByText('Nobody has visited yet').waitFor();
  await page.getByText('3 requests reached it').waitFor();
  await page.getByText(/private\s+window/).waitFor();
  t.strictSame(await violations(page), []);
});

test('paper has figures, charts and lists, and no controls', async (t) => {
  const { page } = await open(t, '?days=30', { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.ranges', '.bar nav', 'summary', 'button:visible']) {
    t.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  }
  t.ok(await nth(page, 0).locator('svg').isVisible());
  const { text } = await extractText(new Uint8Array(await page.pdf({ format: 'A4' })), {
    mergePages: true,
  });
  for (const words of ['Visitors', 'Germany', 'From received to counted', 'Days are UTC']) {
    t.match(text, words);
  }
});

/** The page of the numbers, with all of its parts loaded. */
async function open(t: Test, query = '', options: Parameters<typeof newPage>[3] = {}) {
  const opened = await newPage(t, browser, site.url, { storageState: state, ...options });
  await opened.page.goto(`/admin/#/${query}`);
  await settled(opened.page);
  return opened;
}

async function openAll(page: Page) {
  const summaries = page.locator('.dashboard summary');
  for (const summary of await summaries.all()) await summary.click();
  await page
    .locator('.dashboard table')
    .nth((await summaries.count()) - 1)
    .waitFor();
}

async function choose(page: Page, range: string) {
  await page.getByRole('navigation', { name: 'Range' }).getByRole('link', { name: range }).click();
  await settled(page);
}

/** Calls `isDone` until it is true: the API's numbers are up to 5 seconds old. */
async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await isDone()); ) {
    if (Date.now() > end) throw new Error('It did not happen in 20 seconds.');
    await new Promise((done) => setTimeout(done, 500));
  }
}

/** Waits until all parts have loaded and are drawn. */
async function settled(page: Page) {
  await page.locator(':is(.chart, .first)').first().waitFor();
  await page.getByRole('heading', { name: 'From received to counted' }).waitFor();
  await page.waitForFunction(
    () =>
      !document.querySelector('.dashboard [aria-busy=true]') &&
      document.querySelector('.status button')?.getAttribute('aria-disabled') === 'false',
  );
  await twoFrames(page);
}

async function violations(page: Page) {
  await page.evaluate(axe.source);
  const { passes, violations } = await page.evaluate(() =>
    window.axe.run({ rules: { 'target-size': { enabled: true } } }),
  );
  if (!passes.some(({ id }) => id === 'color-contrast')) throw new Error('axe checked no colours');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** What the browser keeps after the owner has signed in. */
async function signedIn({ url, owner }: OwnerSite) {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto('/admin/');
  await signIn(page, owner);
  await page.getByRole('heading', { name: 'Numbers' }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}

function ask<T>(path: string): Promise<T> {
  return site.ask<T>('GET', path);
}

function nth(page: Page, i: number) {
  return page.locator('.chart').nth(i);
}

function sum({ trends }: Trends, of: 'visitors' | 'views'): number {
  return total(trends.map((day) => day[of]));
}

function total(values: number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function toNumber(text: string): number {
  return Number(text.replaceAll(',', ''));
}
