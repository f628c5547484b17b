import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { t as file, test } from 'tap';
import { chrome } from '../support/agents.ts';
import { type OwnerSite, startOwnerSite } from '../support/owner-site.ts';
import { makeUserPool } from '../support/user-pool.ts';
import { newPage, startBrowser } from './browser.ts';
import { openSignedIn, signIn, unexpected } from './owner.ts';

const browser = await startBrowser(file);
const pool = await makeUserPool(file);
const site = await startOwnerSite(file, pool.env);
const { url, owner } = site;

/** A picture of one pixel. */
const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64');

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Chooses a file. What it would do is said then. */
async function choose(page: Page, buffer: Buffer, name = 'data.json') {
  await page
    .getByLabel('File of an export')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

test('the password changes; wrong and weak ones are refused at their fields', async (t) => {
  const credentials = { email: 'password@example.com', password: 'Before-Password-1' };
  await pool.addUser(credentials);
  await pool.makeOwner(credentials.email);
  const opened = await newPage(t, browser, url);
  const { page } = opened;
  await page.goto('/admin/#/settings');
  await signIn(page, credentials);
  const now = page.getByLabel('Password now');
  const next = page.getByLabel('New password');
  const change = async (password: string, newPassword: string) => {
    await now.fill(password);
    await next.fill(newPassword);
    await button(page, 'Change the password').click();
  };
  await change('Wrong-Password-1', 'After-Password-1');
  await page.locator('[aria-invalid]').waitFor();
  t.equal(await now.getAttribute('aria-invalid'), 'true');
  t.ok(await button(page, 'Sign out').isVisible(), 'a wrong password ends no session');
  await change(credentials.password, 'weak');
  await page.locator('[name="new-password"][aria-invalid]').waitFor();
  await change(credentials.password, 'After-Password-1');
  await page.getByText('Your password has changed.').waitFor();
  t.equal(await now.inputValue(), '');
  await button(page, 'Sign out').click();
  await signIn(page, { ...credentials, password: 'After-Password-1' });
  await page.getByText('You are signed in as').waitFor();
  t.strictSame(unexpected(opened), []);
});

test('setting up an authenticator long after the sign-in asks for the password first', async (t) => {
  const { page } = await openSignedIn(t, browser, url, 'settings');
  const again = { statusCode: 401, error: 'Unauthorized', code: 'SIGN_IN_AGAIN', message: 'no' };
  const path = '**/api/v1/auth/totp';
  const refuseOnce = () =>
    page.route(path, (route) => route.fulfill({ status: 401, json: again }), { times: 1 });
  await refuseOnce();
  await button(page, 'Set up an authenticator').click();
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await dialog.getByLabel('Password').fill(owner.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('.key').waitFor();
  t.notOk(await dialog.isVisible());
  t.match(await page.locator('.key').textContent(), /^([A-Z2-7]{4} )+/);
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await button(page, 'Confirm').click();
  await page.locator('[name="code"][aria-invalid]').waitFor();
  await button(page, 'Cancel').click();
  await refuseOnce();
  await button(page, 'Set up an authenticator').click();
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  t.ok(await button(page, 'Set up an authenticator').isEnabled());
});

test('ending all sessions asks first, and signs out here as well', async (t) => {
  const { page } = await openSignedIn(t, browser, url, 'settings');
  const refreshToken = await page.evaluate(
    () => JSON.parse(localStorage.getItem('owner-session') ?? '{}').refreshToken,
  );
  await button(page, 'End all sessions').click();
  await button(page, 'Cancel').click();
  await button(page, 'End all sessions').click();
  await page.getByRole('dialog').getByRole('button', { name: 'End all sessions' }).click();
  await page.getByText('All sessions have ended.').waitFor();
  const answer = await fetch(`${url}/api/v1/auth/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  });
  t.equal(answer.status, 401);
});

test('a browser that is left out is not counted, until it is counted again', async (t) => {
  // Chromium without a window says so, and is a bot.
  const { page } = await openSignedIn(t, browser, url, 'settings', { userAgent: chrome });
  const reason = () =>
    page.evaluate(async () => {
      const answer = await fetch('/api/v1/visitors/track', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"path":"/"}',
      });
      return (await answer.json()).reason;
    });
  await button(page, 'Do not count this browser').click();
  await page.getByText('do not count for a year').waitFor();
  t.equal(await reason(), 'owner');
  await page.reload();
  await page.getByText('You left this browser out on').waitFor();
  await button(page, 'Count this browser again').click();
  await page.getByText('count again.').waitFor();
  t.not(await reason(), 'owner');
});

test('an export has everything, and brings it back to an empty site', async (t) => {
  const image = await upload(site);
  await site.ask('POST', '/v1/blog/posts', {
    ...{ title: 'Kept', category: 'Notes', status: 'published' },
    content: `![A pixel](${image})`,
  });
  const opened = await openSignedIn(t, browser, url, 'settings');
  const { page } = opened;
  const download = page.waitForEvent('download');
  await button(page, 'Export everything').click();
  const saved = await download;
  t.match(saved.suggestedFilename(), /^cloud-resume-\d{4}-\d\d-\d\d\.zip$/);
  await page.getByText('Saved: 1 items, 0 days, 1 images.').waitFor();
  const zip = await readFile(await saved.path());
  const files = unzipSync(zip);
  t.strictSame(Object.keys(files), ['data.json', image.slice(1)]);
  t.match(JSON.parse(strFromU8(files['data.json'] ?? new Uint8Array())), {
    format: 'cloud-resume',
    posts: [{ title: 'Kept' }],
  });
  t.strictSame(unexpected(opened), []);

  const empty = await startOwnerSite(t);
  const other = await openSignedIn(t, browser, empty.url, 'settings');
  await choose(other.page, zip, 'export.zip');
  await other.page.getByText(/It would be: \d+ added, \d+ unchanged, 0 refused/).waitFor();
  t.match(await empty.ask('GET', '/v1/blog/posts?status=all'), { items: [] }, 'only a plan so far');
  // Busy for a moment: it waits, and goes on.
  let refusals = 2;
  await other.page.route('**/api/v1/import?plan=false', (route) =>
    refusals-- > 0
      ? route.fulfill({ status: 503, headers: { 'retry-after': '1' }, json: { statusCode: 503 } })
      : route.continue(),
  );
  await other.page.getByRole('button', { name: /^Import \d+ things$/ }).click();
  await other.page.getByText('The server is busy. Going on in 1 s').waitFor();
  await other.page.getByText(/Done: \d+ added, \d+ unchanged, 0 refused\./).waitFor();
  t.equal((await fetch(`${empty.url}/blog/kept`)).status, 200);
  t.equal((await fetch(`${empty.url}${image}`)).status, 200);
  await choose(other.page, zip, 'again.zip');
  await other.page.getByText(/It would be: 0 added, \d+ unchanged, 0 refused/).waitFor();
  t.strictSame(unexpected(other), []);
});

test('what is no export, or not whole, is refused with a reason', async (t) => {
  const { page } = await openSignedIn(t, browser, url, 'settings');
  const head = { format: 'cloud-resume', formatVersion: 1 };
  for (const [name, buffer, text] of [
    ['cut.json', Buffer.from('{"format":"cloud-resume","formatVersion":1,"posts":[{'), 'cut short'],
    ['other.json', Buffer.from('{"format":"goatcounter"}'), 'is no export of cloud-resume'],
    ['newer.json', Buffer.from('{"format":"cloud-resume","formatVersion":2}'), 'version 2'],
    ['latin.json', Buffer.from([0x7b, 0xe9, 0x7d]), 'is not text in UTF-8'],
    ['cut.zip', Buffer.from('PK\u0003\u0004garbage'), 'cannot be read, or was cut short'],
    ['image.gif', gif, 'is not'],
    [
      'future.json',
      Buffer.from(
        JSON.stringify({
          ...head,
          statistics: {
            days: [
              {
                date: '2999-01-01',
                visitors: 1,
                uncounted: {},
                paths: {},
                referrers: {},
                countries: {},
                devices: {},
              },
            ],
          },
        }),
      ),
      'is not over',
    ],
  ] as const) {
    await choose(page, buffer, name);
    await page.getByText(text).waitFor();
    t.equal(await button(page, 'Import').count(), 0, name);
  }
});

async function upload({ ask, url }: OwnerSite): Promise<string> {
  const { accessToken } = await ask<{ accessToken: string }>('POST', '/v1/auth/login', owner);
  const answer = await fetch(`${url}/api/v1/media`, {
    method: 'POST',
    headers: { 'content-type': 'image/gif', authorization: `Bearer ${accessToken}` },
    body: gif,
  });
  return ((await answer.json()) as { path: string }).path;
}
