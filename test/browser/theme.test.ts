import type { Page } from 'playwright-core';
import { t as file, test } from 'tap';
import { serveSite } from '../support/site.ts';
import { newPage, startBrowser } from './browser.ts';

declare global {
  interface Window {
    /** The chosen theme when the first part of the body arrived, before the first paint. */
    atFirst?: string | undefined;
  }
}

const paper = { light: 'rgb(250, 248, 244)', dark: 'rgb(28, 29, 32)' };
const browser = await startBrowser(file);
const button = (page: Page) => page.locator('#theme');

/** Waits out the fade. */
async function hasPaper(page: Page, colour: string): Promise<void> {
  await page.waitForFunction(
    (colour) => getComputedStyle(document.body).backgroundColor === colour,
    colour,
  );
}

for (const [colorScheme, other] of [
  ['light', 'dark'],
  ['dark', 'light'],
] as const) {
  test(`the page is ${colorScheme} like the system until the reader chooses a theme`, async (t) => {
    const { page, problems } = await newPage(t, browser, await serveSite(t), { colorScheme });
    await page.goto('/');
    await hasPaper(page, paper[colorScheme]);
    t.equal(await button(page).innerText(), other === 'dark' ? 'Dark' : 'Light');

    await page.emulateMedia({ colorScheme: other });
    await hasPaper(page, paper[other]);
    t.equal(await button(page).innerText(), colorScheme === 'dark' ? 'Dark' : 'Light');
    await page.emulateMedia({ colorScheme });

    await button(page).click();
    await hasPaper(page, paper[other]);
    t.equal(await button(page).innerText(), colorScheme === 'dark' ? 'Dark' : 'Light');
    await page.reload();
    await hasPaper(page, paper[other]);
    t.strictSame(problems, []);
  });
}

test('every page has the theme that the reader chose before the first paint', async (t) => {
  const site = await serveSite(t);
  const { page } = await newPage(t, browser, site, { colorScheme: 'light' });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      window.atFirst = document.documentElement.dataset.theme;
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto('/');
  t.equal(await page.evaluate(() => window.atFirst), undefined);
  await button(page).click();
  for (const path of ['/', '/no-such-page']) {
    await page.goto(path);
    t.equal(await page.evaluate(() => window.atFirst), 'dark', path);
    await hasPaper(page, paper.dark);
  }
});

test('the theme button works with the keyboard and without storage', async (t) => {
  const { page, problems } = await newPage(t, browser, await serveSite(t), {
    colorScheme: 'light',
  });
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Access is denied', 'SecurityError');
      },
    });
  });
  await page.goto('/');
  await button(page).focus();
  await page.keyboard.press('Space');
  await hasPaper(page, paper.dark);
  await page.keyboard.press('Enter');
  await hasPaper(page, paper.light);
  t.strictSame(problems, []);
});

test('the colours fade, but not for readers who prefer reduced motion', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t));
  const moving = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('*')]
          .map((element) => getComputedStyle(element))
          .filter(
            (style) =>
              !/^(0s(, )?)+$/.test(style.transitionDuration) || style.animationName !== 'none',
          ).length,
    );
  await page.goto('/');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  t.ok((await moving()) > 0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  t.equal(await moving(), 0);
});
