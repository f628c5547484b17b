import axe from 'axe-core';
import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import { t as file, test } from 'tap';
import { startOwnerSite } from '../support/owner-site.ts';
import { makeUserPool } from '../support/user-pool.ts';
import { newPage, startBrowser } from './browser.ts';
import { openSignedIn, signIn, unexpected } from './owner.ts';

const browser = await startBrowser(file);
const pool = await makeUserPool(file);
const { url, owner, ask } = await startOwnerSite(file, pool.env);

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const kept = (page: Page) => page.evaluate(() => localStorage.getItem('owner-session'));

test('a wrong password is said, and the right one opens the pages, which stay open over a reload', async (t) => {
  const opened = await newPage(t, browser, url);
  const { page } = opened;
  await page.goto('/admin/');
  await signIn(page, { ...owner, password: 'Wrong-Password-1' });
  await page.getByText('E-mail or password is wrong.').waitFor();
  await signIn(page);
  await page.getByRole('navigation', { name: 'Owner’s pages' }).waitFor();
  t.equal(await heading(page).textContent(), 'Numbers');
  await page.goto('/admin/#/settings');
  await page.reload();
  await page.getByText(`You are signed in as ${owner.email}`).waitFor();
  t.match(await page.title(), /^Settings – /);
  t.notMatch(await kept(page), /accessToken|idToken/, 'only the refresh token is kept');
  t.strictSame(unexpected(opened), []);
});

test('too many attempts are refused with the time to wait', async (t) => {
  const { page } = await newPage(t, browser, url);
  await page.goto('/admin/');
  const refusal = { statusCode: 429, message: 'no' };
  await page.route('**/api/v1/auth/login', (route) =>
    route.fulfill({ status: 429, headers: { 'retry-after': '900' }, json: refusal }),
  );
  await signIn(page);
  await page.getByText('Too many requests. Try again in 15 minutes.').waitFor();
});

test('password managers know the fields', async (t) => {
  const { page } = await newPage(t, browser, url);
  await page.goto('/admin/');
  const autocomplete = (label: string) => page.getByLabel(label).getAttribute('autocomplete');
  t.equal(await autocomplete('E-mail'), 'username');
  t.equal(await autocomplete('Password'), 'current-password');
});

test('who may sign in but is not the owner is told so', async (t) => {
  const guest = { email: 'guest@example.com', password: 'Guest-Password-1' };
  await pool.addUser(guest);
  const { page } = await newPage(t, browser, url);
  await page.goto('/admin/');
  await signIn(page, guest);
  await page.getByText('is not the owner of this site').waitFor();
  t.equal(await kept(page), null);
});

test('an invited owner chooses a password, and a weak one is refused at its field', async (t) => {
  const email = 'new-owner@example.com';
  await pool.invite(email);
  await pool.makeOwner(email);
  const { page } = await newPage(t, browser, url);
  await page.goto('/admin/');
  // As the emulator invites.
  await signIn(page, { email, password: 'Temporary-1' });
  const field = page.getByLabel('New password');
  t.equal(await field.getAttribute('autocomplete'), 'new-password');
  // The emulator takes any.
  const weak = {
    ...{ statusCode: 400, error: 'Bad Request', code: 'WEAK_PASSWORD', message: 'weak' },
    details: [{ path: 'body.newPassword', message: 'must have at least 12 characters' }],
  };
  await page.route(
    '**/api/v1/auth/challenge',
    (route) => route.fulfill({ status: 400, json: weak }),
    { times: 1 },
  );
  await field.fill('weak');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('must have at least 12 characters').waitFor();
  t.equal(await field.getAttribute('aria-invalid'), 'true');
  await field.fill('Chosen-Password-1');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('navigation', { name: 'Owner’s pages' }).waitFor();
  t.match(await kept(page), email);
});

test('signing out revokes the token and signs out every tab', async (t) => {
  const { page } = await openSignedIn(t, browser, url, 'settings');
  const other = await page.context().newPage();
  await other.goto('/admin/#/settings');
  await other.getByText('You are signed in as').waitFor();
  const { refreshToken } = JSON.parse((await kept(page)) ?? '{}');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You have signed out.').waitFor();
  await other.getByText('You have signed out in another tab.').waitFor();
  t.equal(await kept(page), null);
  const answer = await fetch(`${url}/api/v1/auth/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  });
  t.equal(answer.status, 401, 'the token is worth nothing now');
  await signIn(page);
  await other.getByText('You are signed in as').waitFor();
});

test('a sign-out that the server does not hear of is said', async (t) => {
  const { page } = await openSignedIn(t, browser, url);
  await page.route('**/api/v1/auth/logout', (route) => route.abort());
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('The server could not be told').waitFor();
  t.equal(await kept(page), null);
});

test('tokens are renewed before they end, also by a clock that is wrong', async (t) => {
  const { page } = await newPage(t, browser, url);
  await page.clock.install({ time: Date.now() + 3_600_000 });
  let refreshed = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/auth/refresh')) refreshed++;
  });
  await page.goto('/admin/#/settings');
  await signIn(page);
  await page.getByText('You are signed in as').waitFor();
  t.equal(refreshed, 0, 'an hour off is no reason');
  await page.clock.fastForward(280_000);
  await page.getByRole('button', { name: 'Do not count this browser' }).click();
  await page.getByText('do not count for a year').waitFor();
  t.equal(refreshed, 1);
});

test('when the session ends, a dialog waits above the page, and what was asked goes on', async (t) => {
  const opened = await openSignedIn(t, browser, url, 'settings');
  const { page } = opened;
  await page.getByLabel('Password now').fill('something typed');
  await ask('DELETE', '/v1/auth/sessions');
  // The emulator's access tokens outlive their session.
  await page.route(
    '**/api/v1/visitors/exclusion',
    (route) => route.fulfill({ status: 401, json: { statusCode: 401, message: 'no' } }),
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Do not count this browser' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.waitFor();
  t.equal(await dialog.getByLabel('E-mail').inputValue(), owner.email);
  t.ok(await dialog.getByLabel('Password').evaluate((one) => one === document.activeElement));
  await page.keyboard.press('Escape');
  t.ok(await dialog.isVisible(), 'Escape would leave a page that cannot go on');
  await dialog.getByLabel('Password').fill(owner.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('do not count for a year').waitFor();
  t.equal(await page.getByLabel('Password now').inputValue(), 'something typed');
  t.strictSame(unexpected(opened), []);
});

test('a session that ended while the pages were closed is said at the start', async (t) => {
  const { page } = await openSignedIn(t, browser, url);
  await ask('DELETE', '/v1/auth/sessions');
  await page.reload();
  await page.getByText('Your session has ended. Sign in again.').waitFor();
  t.equal(await kept(page), null);
});

test('a server that is away keeps the session, and the pages go on when it is back', async (t) => {
  const { page } = await openSignedIn(t, browser, url, 'settings');
  for (const [fault, text] of [
    [{ status: 503, json: { statusCode: 503, message: 'no' } }, 'cannot do this now (status 503)'],
    [{ status: 200, contentType: 'text/html', body: '<p>hotel' }, 'cannot be reached'],
  ] as const) {
    await page.route('**/api/v1/auth/refresh', (route) => route.fulfill(fault), { times: 1 });
    await page.reload();
    await page.getByText(text).waitFor();
    t.not(await kept(page), null, text);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('You are signed in as').waitFor();
  }
  await page.route('**/api/v1/auth/refresh', (route) => route.abort(), { times: 1 });
  await page.reload();
  await page.getByText('The server cannot be reached.').waitFor();
});

test('a browser that stores nothing signs in until a reload, and says so', async (t) => {
  const { page } = await newPage(t, browser, url);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto('/admin/');
  await signIn(page);
  await page.getByText('This browser stores nothing').waitFor();
  await page.reload();
  t.equal(await heading(page).textContent(), 'Sign in');
});

test('an authenticator is set up by the keyboard alone, and asked for from then on', async (t) => {
  const credentials = { email: 'totp@example.com', password: 'Totp-Password-1' };
  await pool.addUser(credentials);
  await pool.makeOwner(credentials.email);
  const opened = await newPage(t, browser, url);
  const { page } = opened;
  await page.goto('/admin/#/settings');
  await page.getByLabel('E-mail').waitFor();
  await page.keyboard.press('Tab');
  const press = async (name: string) => {
    for (let n = 0; n < 60; n++) {
      const focused = page.locator(':focus');
      const text = (await focused.count())
        ? await focused.first().evaluate((e) => e.textContent || e.getAttribute('name'))
        : '';
      if (text === name) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not reach ${name}`);
  };
  await press('email');
  await page.keyboard.type(credentials.email);
  await press('password');
  await page.keyboard.type(credentials.password);
  await page.keyboard.press('Enter');
  await page.getByText(`You are signed in as ${credentials.email}`).waitFor();
  await press('Set up an authenticator');
  await page.keyboard.press('Enter');
  const key = (await page.locator('.key').textContent())?.replaceAll(' ', '') ?? '';
  await page.locator('.qr path[d^="M"]').waitFor();
  await press('code');
  await page.keyboard.type(generateSync({ secret: key }));
  await page.keyboard.press('Enter');
  await page.getByText('From now on, sign-in asks for a code').waitFor();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, credentials);
  await page.getByLabel('Code').fill('000000');
  await page.keyboard.press('Enter');
  await page.getByText('That was refused, or came too late.').waitFor();
  await signIn(page, credentials);
  await page.getByLabel('Code').fill(generateSync({ secret: key }));
  await page.keyboard.press('Enter');
  await page.getByText(`You are signed in as ${credentials.email}`).waitFor();
  t.strictSame(unexpected(opened), []);
});

test('sign-in and settings pass axe in both themes, and fit 320 px', async (t) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const viewport = { width: 320, height: 640 };
    const { page } = await newPage(t, browser, url, { colorScheme, viewport });
    const check = async (name: string) => {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run());
      const found = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html)}`);
      t.strictSame(found, [], `${name}, ${colorScheme}`);
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), 320, name);
    };
    await page.goto('/admin/#/settings');
    await heading(page).waitFor();
    await check('sign-in');
    await signIn(page);
    await page.getByText('You are signed in as').waitFor();
    await check('settings');
    await page.getByRole('button', { name: 'End all sessions' }).click();
    await check('dialog');
  }
});

test('an address that is none says so, with the ways to others', async (t) => {
  const { page } = await openSignedIn(t, browser, url, 'nothing');
  t.equal(await heading(page).textContent(), 'There is no such page');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
});
