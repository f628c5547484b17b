import { writeFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { test } from 'tap';
import { startOwnerSite } from '../support/owner-site.ts';
import { firefoxPath, startFirefox } from './firefox.ts';

const path = firefoxPath();
const skip = path ? false : 'this machine has no Firefox: install it, or set FIREFOX=/path';

const button = (page: Page, name: string) =>
  page.locator(`::-p-aria([name="${name}"][role="button"])`);
const link = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="link"])`);
const says = (page: Page, text: string) => page.locator(`::-p-text(${text})`).wait();
const written = (page: Page) => page.$eval('textarea', ({ value }) => value);

/** Pixels that a reader would have to scroll sideways. */
const tooWide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Errors of the page's scripts, also those of the CSP. They survive the pages of an origin. */
const keepErrors = `{
  const keep = (text) => sessionStorage.setItem('errors', (sessionStorage.getItem('errors') ?? '') + text + ';');
  addEventListener('error', (event) => keep(event.message));
  addEventListener('unhandledrejection', (event) => keep(String(event.reason)));
  addEventListener('securitypolicyviolation', (event) => keep(event.violatedDirective + ' ' + event.blockedURI));
}`;

test('in Firefox, an owner writes a post with an image and finds it and its view', {
  skip,
}, async (t) => {
  const browser = await startFirefox(t, path as string);
  const { url, owner } = await startOwnerSite(t);
  const page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  await page.setViewport({ width: 360, height: 740 });
  await page.evaluateOnNewDocument(keepErrors);
  const errors = () => page.evaluate(() => sessionStorage.getItem('errors'));

  await page.goto(`${url}/admin/`);
  await fill(page, 'E-mail', owner.email);
  await fill(page, 'Password', owner.password);
  await button(page, 'Sign in').click();
  await link(page, 'Content').click();
  await link(page, 'Write the first post').click();
  await fill(page, 'Title', 'My first post');

  // A key's edit and its undo: each browser has its own.
  await page.locator('textarea').click();
  await page.keyboard.type('Look: bold');
  for (let i = 0; i < 4; i += 1) await press(page, 'Shift', 'ArrowLeft');
  await press(page, 'Control', 'b');
  t.equal(await written(page), 'Look: **bold**');
  await press(page, 'Control', 'z');
  t.equal(await written(page), 'Look: bold');
  await press(page, 'Control', 'b');
  await press(page, 'Control', 'End');

  const picture = `${t.testdir()}/screen.png`;
  await writeFile(picture, await page.screenshot());
  const input = await page.$('.tools input[type=file]');
  await (input as NonNullable<typeof input>).uploadFile(picture);
  await fill(page, 'What it shows', 'The editor');
  await button(page, 'Insert').click();
  await page.waitForFunction(() => !document.querySelector('dialog[open]'));
  // The text comes a moment later.
  await page.waitForFunction(() =>
    /\*\*bold\*\*[\s\S]*!\[The editor\]\(/.test(document.querySelector('textarea')?.value ?? ''),
  );
  await fill(page, 'Category', 'Notes');
  await button(page, 'Publish').click();
  await page.waitForFunction(() => /Published \d/.test(document.body.innerText));

  await page.goto(`${url}/blog/my-first-post`);
  await page.waitForFunction(
    () => document.querySelector<HTMLImageElement>('main img')?.naturalWidth,
  );
  t.equal(await page.$eval('main strong', ({ textContent }) => textContent), 'bold');
  t.equal(await page.evaluate(tooWide), 0);

  // Numbers may be some seconds old.
  for (let found = false; !found; ) {
    await page.goto(`${url}/admin/#/`);
    await page.reload();
    found = await link(page, 'My first post')
      .setTimeout(3000)
      .wait()
      .then(
        () => true,
        () => false,
      );
  }
  t.equal(await page.evaluate(tooWide), 0);
  await link(page, 'Settings').click();
  await button(page, 'Sign out').click();
  await says(page, 'E-mail');
  t.equal(await errors(), null);
  await page.evaluate("new Image().src = 'https://elsewhere.invalid/'");
  await page.waitForFunction(() => sessionStorage.getItem('errors')?.startsWith('img-src'));
});

/** Types into the field with this label. */
async function fill(page: Page, label: string, value: string) {
  const id = await page.waitForFunction(
    (label) =>
      [...document.querySelectorAll('label')].find(
        ({ firstChild, control }) => control && firstChild?.textContent?.trim() === label,
      )?.htmlFor,
    {},
    label,
  );
  await page.locator(`[id="${await id.jsonValue()}"]`).fill(value);
}

async function press(
  page: Page,
  modifier: 'Control' | 'Shift',
  key: 'ArrowLeft' | 'End' | 'b' | 'z',
) {
  await page.keyboard.down(modifier);
  await page.keyboard.press(key);
  await page.keyboard.up(modifier);
}
