import axe from 'axe-core';
import { generateSync } from 'otplib';
import type { Locator, Page } from 'playwright-core';
import { t as file, type Test, test } from 'tap';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import { photos } from '../support/photos.ts';
import { serveDocs } from '../support/served-docs.ts';
import { xss } from '../support/xss.ts';
import { newPage, startBrowser, twoFrames } from './browser.ts';

declare global {
  interface Window {
    axe: typeof axe;
    pwned?: number;
  }
}

const browser = await startBrowser(file);
const narrow = { viewport: { width: 320, height: 640 } };

/** Opens a route and returns its form. */
async function openRoute(page: Page, operationId: string): Promise<Locator> {
  const details = page.locator('details.route', { has: page.locator(`#${operationId}`) });
  if (!(await details.evaluate((element: HTMLDetailsElement) => element.open))) {
    await details.locator('summary').click();
  }
  const form = details.locator('form');
  await form.waitFor();
  return form;
}

const statusOf = (form: Locator) => form.getByRole('status');
const bodyOf = (form: Locator) => form.getByRole('region', { name: 'Body of the answer' });

/** Sends the form, and returns the status of the answer. */
async function send(form: Locator): Promise<number> {
  await form.getByRole('button', { name: /^Send/ }).click();
  const status = statusOf(form).filter({ hasText: /^\d|^No/ });
  await status.waitFor();
  return Number((await status.innerText()).slice(0, 3));
}

async function signIn(page: Page, { email, password } = localOwner): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const sessionIs = (page: Page, text: string | RegExp) =>
  page.locator('#session-status', { hasText: text }).waitFor();

/** What the page has sent to the API so far. */
function requestsTo(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) sent.push(`${request.method()} ${pathname}`);
  });
  return sent;
}

test('anyone can call a public route, and the page calls nothing by itself', async (t) => {
  const { url } = await serveDocs(t);
  const { page, problems } = await newPage(t, browser, url);
  const sent = requestsTo(page);
  await page.goto('/docs/', { waitUntil: 'networkidle' });
  t.strictSame(sent, []);
  const form = await openRoute(page, 'getHealth');
  t.strictSame(sent, []);
  t.equal(await send(form), 200);
  t.match(await statusOf(form).innerText(), /^200 OK, \d+ ms$/);
  t.match(await bodyOf(form).innerText(), '{\n  "status": "ok",');
  const headers = form.getByRole('region', { name: 'Headers of the answer' });
  t.match(await headers.innerText(), 'content-type: application/json; charset=utf-8');
  t.strictSame(sent, ['GET /api/health']);
  t.strictSame(problems, []);
});

test('a route of the owner answers 401, until the owner signs in and after they sign out', async (t) => {
  const { url } = await serveDocs(t);
  const { page } = await newPage(t, browser, url);
  await page.goto('/docs/');
  const form = await openRoute(page, 'getOverview');
  t.equal(await send(form), 401);
  await signIn(page, { ...localOwner, password: 'Wrong-Password-1' });
  await sessionIs(page, /^Not signed in: ./);
  await signIn(page);
  await sessionIs(page, `Signed in as ${localOwner.email}`);
  t.equal(await page.getByLabel('Password', { exact: true }).inputValue(), '');
  t.equal(await send(form), 200);
  t.match(JSON.parse(await bodyOf(form).innerText()), { ledger: { received: Number } });
  const withToken = page.getByLabel('Send the token to routes that accept one');
  await withToken.uncheck();
  t.equal(await send(form), 401);
  await withToken.check();
  t.equal(await send(form), 200);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await sessionIs(page, /^Not signed in\.$/);
  t.equal(await send(form), 401);
  t.strictSame(
    await page.evaluate(() => Object.entries({ ...localStorage, ...sessionStorage })),
    [],
  );
});

test('a wish for a new password and for a code is a further step', async (t) => {
  const { url, pool } = await serveDocs(t);
  await pool.invite('invited@example.com');
  const { page } = await newPage(t, browser, url);
  await page.goto('/docs/');
  await signIn(page, { email: 'invited@example.com', password: 'Temporary-1' });
  await sessionIs(page, 'One step more.');
  t.notOk(await page.getByLabel('Code of your authenticator').isVisible());
  t.ok(await page.getByLabel('New password').evaluate((input) => input === document.activeElement));
  await page.getByLabel('New password').fill('Chosen-Password-1');
  await page.keyboard.press('Enter');
  await sessionIs(page, 'Signed in as invited@example.com');

  const begin = await openRoute(page, 'beginTotp');
  t.equal(await send(begin), 200);
  const { secret } = JSON.parse(await bodyOf(begin).innerText());
  const confirm = await openRoute(page, 'confirmTotp');
  await confirm.getByLabel('Body, JSON').fill(JSON.stringify({ code: generateSync({ secret }) }));
  t.equal(await send(confirm), 204);
  t.equal(await bodyOf(confirm).count(), 0);
  await page.reload();
  await sessionIs(page, /^Not signed in\.$/);
  await signIn(page, { email: 'invited@example.com', password: 'Chosen-Password-1' });
  await sessionIs(page, 'One step more.');
  t.notOk(await page.getByLabel('New password').isVisible());
  await page.getByLabel('Code of your authenticator').fill(generateSync({ secret }));
  await page.getByRole('button', { name: 'Go on' }).click();
  await sessionIs(page, 'Signed in as invited@example.com');
});

test('the page uses the session of /admin/ while it lasts, and never changes it', async (t) => {
  const { url } = await serveDocs(t);
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(localOwner),
  });
  const { refreshToken } = (await answer.json()) as { refreshToken: string };
  const kept = JSON.stringify({ refreshToken, email: localOwner.email });
  const { page } = await newPage(t, browser, url);
  const sent = requestsTo(page);
  await page.goto('/docs/');
  await page.evaluate((kept) => localStorage.setItem('owner-session', kept), kept);
  await page.reload({ waitUntil: 'networkidle' });
  await sessionIs(page, 'by the session of /admin/');
  t.ok(await page.getByRole('button', { name: 'Sign out' }).isDisabled());
  t.strictSame(sent, []);
  const form = await openRoute(page, 'getMe');
  t.equal(await send(form), 200);
  t.equal(await send(form), 200);
  t.strictSame(sent, ['POST /api/v1/auth/refresh', 'GET /api/v1/auth/me', 'GET /api/v1/auth/me']);
  t.equal(await page.evaluate(() => localStorage.getItem('owner-session')), kept);
  await page.evaluate(() => localStorage.clear());
  t.equal(await send(form), 401, 'the owner signed out there');
  for (const damaged of ['{', 'null', '{"refreshToken":1}', '{"refreshToken":"none"}']) {
    await page.evaluate((text) => localStorage.setItem('owner-session', text), damaged);
    await page.reload();
    const again = await openRoute(page, 'getMe');
    await send(again);
    t.match(await statusOf(again).innerText(), /^401|^No answer: /, damaged);
  }
});

test('a form sends the parts of the path, the query, headers and the body, and deletes only if told twice', async (t) => {
  const { url } = await serveDocs(t);
  const { page } = await newPage(t, browser, url);
  const sent = requestsTo(page);
  await page.goto('/docs/');
  await signIn(page);
  await sessionIs(page, 'Signed in');
  const create = await openRoute(page, 'createPost');
  t.equal(await send(create), 201, 'the example is a post');
  const { id } = JSON.parse(await bodyOf(create).innerText());
  await create.getByLabel('Body, JSON').fill('{"title": 1');
  t.equal(await send(create), 400, 'a damaged body reaches the API');

  const list = await openRoute(page, 'listPosts');
  await list.getByLabel('status').selectOption('draft');
  await list.getByLabel('limit').fill('1');
  t.equal(await send(list), 200);
  t.equal(JSON.parse(await bodyOf(list).innerText()).items[0].id, id);

  const change = await openRoute(page, 'updatePost');
  await change.getByLabel('id', { exact: true }).fill(id);
  await change.getByLabel('If-Match').fill('"9"');
  t.equal(await send(change), 412);
  await change.getByLabel('If-Match').fill('');
  t.equal(await send(change), 200);

  const get = await openRoute(page, 'getPost');
  await get.getByLabel('id').fill('../../count?x#y');
  t.equal(await send(get), 404, 'the value stays one part of the path');
  t.equal(sent.at(-1), 'GET /api/v1/blog/posts/..%2F..%2Fcount%3Fx%23y');
  await get.getByLabel('id').fill('..');
  await get.getByRole('button').click();
  t.equal(sent.at(-1), 'GET /api/v1/blog/posts/..%2F..%2Fcount%3Fx%23y', 'nor does it leave it');

  const remove = await openRoute(page, 'deletePost');
  await remove.getByLabel('id', { exact: true }).fill(id);
  const before = sent.length;
  page.once('dialog', (dialog) => dialog.dismiss());
  await remove.getByRole('button').click();
  t.equal(sent.length, before);
  page.once('dialog', (dialog) => dialog.accept());
  t.equal(await send(remove), 204);
});

test('a form uploads an image', async (t) => {
  const { url } = await serveDocs(t);
  const { page } = await newPage(t, browser, url);
  await page.goto('/docs/');
  await signIn(page);
  await sessionIs(page, 'Signed in');
  const upload = await openRoute(page, 'uploadMedia');
  await upload
    .getByLabel('File')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: photos.png });
  t.equal(await send(upload), 201);
  t.match(JSON.parse(await bodyOf(upload).innerText()), { width: 12, height: 16 });
});

test('no text of an answer runs or loads anything', async (t) => {
  const { url } = await serveDocs(t);
  const { page, problems } = await newPage(t, browser, url);
  await page.goto('/docs/');
  await signIn(page);
  await sessionIs(page, 'Signed in');
  const create = await openRoute(page, 'createPost');
  for (const [name, text] of Object.entries(xss)) {
    const post = { title: name, category: 'Text', content: text };
    await create.getByLabel('Body, JSON').fill(JSON.stringify(post));
    t.equal(await send(create), 201, name);
    t.equal(JSON.parse(await bodyOf(create).innerText()).content, text);
  }
  // As headers and the path of a call that fails, too.
  const get = await openRoute(page, 'getPost');
  await get.getByLabel('id').fill(`<img src=x onerror="window.pwned=1">`);
  t.equal(await send(get), 404);
  await twoFrames(page);
  t.notOk(await page.evaluate(() => 'pwned' in window));
  t.strictSame(
    problems.filter((problem) => !/status of 404/.test(problem)),
    [],
  );
});

test('a long answer is cut, and the page says so', async (t) => {
  const { url } = await serveDocs(t);
  const { page } = await newPage(t, browser, url);
  await page.goto('/docs/');
  const form = await openRoute(page, 'getOpenApi');
  t.equal(await send(form), 200);
  const text = await bodyOf(form).innerText();
  t.match(text, /… the first 100,000 of \d{3},\d{3} characters$/);
  t.ok(text.length < 100_100);
});

test('the API can be called by keyboard alone', async (t) => {
  const { url } = await serveDocs(t);
  const { page } = await newPage(t, browser, url);
  await page.goto('/docs/');
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  const tabTo = async (pattern: RegExp) => {
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab');
      if (pattern.test(await focused())) return;
    }
    t.fail(`${pattern} cannot be reached`);
  };
  await tabTo(/^System$/);
  await page.keyboard.press('Enter');
  await tabTo(/^GET \/health/);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement as Element));
  t.not(outline.outlineStyle, 'none', 'the focus is visible');
  await page.keyboard.press('Enter');
  await tabTo(/^Send GET$/);
  await page.keyboard.press('Enter');
  await statusOf(page.locator('#getHealth form')).filter({ hasText: '200 OK' }).waitFor();
  t.match(await focused(), 'Send GET', 'the focus stays');
  await tabTo(/"status": "ok"/);
});

test('the whole page, with a call answered, has no finding of axe in either theme, and fits 320 px', async (t) => {
  const { url } = await serveDocs(t);
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 1280]) {
      const viewport = { width, height: 800 };
      const { page, problems } = await newPage(t, browser, url, { colorScheme, viewport });
      await page.goto('/docs/');
      t.equal(await send(await openRoute(page, 'getHealth')), 200);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        const challenge = document.querySelector<HTMLElement>('#challenge');
        if (challenge) challenge.hidden = false;
      });
      await page.waitForFunction(() => !document.querySelector('template'));
      await page.evaluate(axe.source);
      const options: axe.RunOptions = { rules: { 'target-size': { enabled: true } } };
      const { passes, violations } = await page.evaluate((o) => window.axe.run(o), options);
      const what = `${colorScheme} ${width}`;
      t.strictSame(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        [],
        what,
      );
      t.ok(
        passes.some(({ id }) => id === 'color-contrast'),
        `${what}: axe checked the colours`,
      );
      await fits(t, page, width);
      t.strictSame(problems, []);
    }
  }
});

async function fits(t: Test, page: Page, width: number): Promise<void> {
  t.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await twoFrames(page);
  t.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, 'large text');
}

test('nothing moves while the page loads, with a session of /admin/ as well', async (t) => {
  const { url } = await serveDocs(t);
  const { page } = await newPage(t, browser, url, narrow);
  await page.goto('/docs/');
  await page.evaluate(() =>
    localStorage.setItem('owner-session', '{"refreshToken":"a","email":"owner@example.com"}'),
  );
  await page.goto('about:blank');
  await page.goto('/docs/', { waitUntil: 'networkidle' });
  t.strictSame(await page.evaluate(shifts), []);
});

/** What has moved since the page began to load. */
function shifts(): Promise<string[]> {
  return new Promise((done) => {
    const observer = new PerformanceObserver((list) =>
      done(list.getEntries().map((entry) => JSON.stringify(entry))),
    );
    observer.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done([]), 500);
  });
}

test('without scripts, everything but the forms is there to read', async (t) => {
  const { url } = await serveDocs(t);
  const { page, problems } = await newPage(t, browser, url, { javaScriptEnabled: false });
  await page.goto('/docs/#listPosts');
  t.ok(await page.getByText('Newest first, without their texts.').first().isVisible());
  t.equal(await page.locator('form:visible').count(), 0);
  t.strictSame(problems, []);
});

test('the name of the folder leads to the page', async (t) => {
  const { url } = await serveDocs(t);
  const { page } = await newPage(t, browser, url);
  await page.goto('/docs');
  t.equal(new URL(page.url()).pathname, '/docs/');
  t.equal(await page.title(), 'API – Maren Okafor');
});
