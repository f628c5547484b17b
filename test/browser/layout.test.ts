import type { Page } from 'playwright-core';
import { t as file, type Test, test } from 'tap';
import { resumes } from '../support/resumes.ts';
import { serveSite } from '../support/site.ts';
import { newPage, startBrowser, twoFrames } from './browser.ts';

const browser = await startBrowser(file);
const narrow = { viewport: { width: 320, height: 640 } };

test('at 320 px, nothing scrolls sideways, even with text twice as large', async (t) => {
  for (const [name, resume] of Object.entries(resumes)) {
    const { page } = await newPage(t, browser, await serveSite(t, resume), narrow);
    for (const path of ['/', '/no-such-page']) {
      await page.goto(path);
      await fits(t, page, `${name} ${path}`);
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      await twoFrames(page);
      await fits(t, page, `${name} ${path} with large text`);
    }
  }
});

async function fits(t: Test, page: Page, what: string): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  t.equal(width, 320, what);
  t.equal(await outside(page), '', what);
  t.equal(await overlapping(page), '', what);
}

/** The first text that extends beyond an edge of the page. */
function outside(page: Page): Promise<string> {
  return page.evaluate(() => {
    const range = document.createRange();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      range.selectNodeContents(texts.currentNode);
      const isOutside = ({ left, right }: DOMRect) => left < -0.5 || right > innerWidth + 0.5;
      if ([...range.getClientRects()].some(isOutside)) return range.toString();
    }
    return '';
  });
}

/** The texts of the header and footer that the link to the PDF or the theme button covers. */
function overlapping(page: Page): Promise<string> {
  return page.evaluate(() => {
    const rectsOf = (element: Element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return [...range.getClientRects()];
    };
    const buttons = [...document.querySelectorAll('.pdf a, #theme')];
    const others = [...document.querySelectorAll('header > :not(.pdf), header li, footer p')];
    const covered = others.filter((other) =>
      buttons.some((button) =>
        rectsOf(button).some((b) =>
          rectsOf(other).some(
            (r) => r.left < b.right && r.right > b.left && r.top < b.bottom && r.bottom > b.top,
          ),
        ),
      ),
    );
    return covered.map((element) => element.textContent).join('\n');
  });
}

test('Arabic is set from right to left', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t, resumes.arabic));
  await page.goto('/');
  const edges = await page.evaluate(() => {
    const text = document.createRange();
    text.selectNodeContents(document.querySelector('h1') as Element);
    const header = document.querySelector('header')?.getBoundingClientRect();
    const { left, right } = text.getBoundingClientRect();
    return {
      direction: document.documentElement.dir,
      fromRight: (header?.right ?? 0) - right,
      fromLeft: left - (header?.left ?? 0),
    };
  });
  t.equal(edges.direction, 'rtl');
  t.ok(Math.abs(edges.fromRight) < 2, `${edges.fromRight} px from the right`);
  t.ok(edges.fromLeft > 100, `${edges.fromLeft} px from the left`);
});

test('every text is visible in forced colours', async (t) => {
  const site = await serveSite(t, resumes.everything);
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, problems } = await newPage(t, browser, site, {
      colorScheme,
      forcedColors: 'active',
    });
    await page.goto('/');
    t.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
    const invisible = await page.evaluate(() => {
      const { backgroundColor } = getComputedStyle(document.body);
      return [...document.querySelectorAll<HTMLElement>('body, body *')]
        .filter((element) => getComputedStyle(element).color === backgroundColor)
        .map((element) => element.innerText);
    });
    t.strictSame(invisible, []);
    t.ok(await page.locator('#theme').isVisible());
    t.strictSame(problems, []);
  }
});
