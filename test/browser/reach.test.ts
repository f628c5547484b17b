import { t as file, test } from 'tap';
import { published } from '../../site/resume/published.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { resumes } from '../support/resumes.ts';
import { serveSite } from '../support/site.ts';
import { newPage, startBrowser } from './browser.ts';

const browser = await startBrowser(file);

test('the browser reports no errors and sends no request to another origin', async (t) => {
  const { page, problems } = await newPage(t, browser, await serveSite(t));
  // Does not wait for an idle network: an unread answer, such as the tracker's, may count as in flight.
  const open = async (path: string) => {
    const tracked = page.waitForResponse('**/api/v1/visitors/track');
    const answer = await page.goto(path);
    await tracked;
    return answer;
  };
  await open('/');
  await page.locator('#visitor-count', { hasText: /\d/ }).waitFor();
  t.strictSame(problems, []);
  const answer = await open('/no-such-page');
  t.equal(answer?.status(), 404);
  // Chromium also reports the status of the page itself.
  t.strictSame(
    problems.filter((problem) => !/status of 404 .*\/no-such-page$/.test(problem)),
    [],
  );
  await page.getByRole('link', { name: 'To the resume' }).click();
  await page.getByRole('heading', { level: 1, name: 'Maren Okafor' }).waitFor();
});

test('the tests notice a violation that the browser reports', async (t) => {
  const { page, problems } = await newPage(t, browser, await serveSite(t));
  await page.goto('/');
  await page.evaluate(() => {
    const image = new Image();
    image.src = 'https://elsewhere.example/pixel.gif';
  });
  const reported = page.waitForEvent('console', (message) =>
    message.text().startsWith('CSP: img-src'),
  );
  await page.evaluate(() => {
    new Image().src = 'https://elsewhere.example/another.gif';
  });
  await reported;
  t.match(problems.join('\n'), /CSP: img-src https:\/\/elsewhere\.example\/pixel\.gif/);
});

test('without scripts, the page shows the whole resume and no button', async (t) => {
  const everything = resumes.everything as Resume;
  const site = await serveSite(t, everything);
  const { page } = await newPage(t, browser, site, { javaScriptEnabled: false });
  await page.goto('/');
  const shown = oneLine(await page.locator('body').innerText());
  const texts = textsOf(published(everything));
  t.ok(texts.length > 50);
  t.strictSame(
    texts.filter((text) => !shown.includes(oneLine(text))),
    [],
  );
  t.equal(await page.locator('button:visible').count(), 0);
  t.equal(await page.locator('#visitor-count').innerText(), '—');
});

/** The texts that the page shows as they are written. */
function textsOf(value: unknown, key = ''): string[] {
  if (/^(url|countryCode|meta)$|date$/i.test(key)) return [];
  if (typeof value === 'string') return value.split('\n\n');
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([name, item]) => textsOf(item, isList ? '' : name));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`Tab reaches all links and buttons in order, each outlined (${colorScheme})`, async (t) => {
    const { page } = await newPage(t, browser, await serveSite(t), { colorScheme });
    await page.goto('/');
    await page.locator('#theme').waitFor();
    const all = await page.evaluate(() => {
      const elements = document.querySelectorAll<HTMLElement>('a[href], button');
      return [...elements].map((element) => element.innerText);
    });
    t.ok(all.length > 10);
    for (const text of all) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
        const { backgroundColor } = getComputedStyle(document.body);
        const isSeen = outlineStyle !== 'none' && outlineColor !== backgroundColor;
        return { text: element.innerText, outline: isSeen ? Number.parseFloat(outlineWidth) : 0 };
      });
      t.equal(focused.text, text);
      t.ok(focused.outline >= 2, `${text} is outlined`);
    }
  });
}

test('the link to the PDF comes first and is seen without scrolling', async (t) => {
  const sample = await serveSite(t);
  const longName = await serveSite(t, resumes.fifteenJobs);
  for (const [site, width, height] of [
    [sample, 360, 640],
    [sample, 1280, 800],
    [longName, 1280, 800],
  ] as const) {
    const { page } = await newPage(t, browser, site, { viewport: { width, height } });
    await page.goto('/');
    const link = page.locator('a, button').first();
    t.equal(await link.innerText(), 'Download PDF');
    const { y = height, height: own = 0 } = (await link.boundingBox()) ?? {};
    t.ok(y + own < height, `${width} px: ${y}`);
  }
});

test('the link to the PDF on the page leads to the PDF', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t));
  await page.goto('/');
  const href = await page.getByRole('link', { name: 'Download PDF' }).getAttribute('href');
  const answer = await page.request.get(href ?? '');
  t.equal(answer.status(), 200);
  t.match(answer.headers()['content-type'], /^application\/pdf\b/);
  t.equal((await answer.body()).subarray(0, 4).toString(), '%PDF');
});
