import { t as file, test } from 'tap';
import { extractText } from 'unpdf';
import { resumes } from '../support/resumes.ts';
import { serveSite } from '../support/site.ts';
import { newPage, startBrowser } from './browser.ts';

const browser = await startBrowser(file);

test('on paper there is black on white and nothing to press, in the dark theme, too', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t), { colorScheme: 'dark' });
  await page.goto('/');
  for (const chosen of [false, true]) {
    // Twice: to light and back to a dark that is chosen.
    if (chosen) await page.locator('#theme').dblclick();
    await page.emulateMedia({ media: 'print' });
    await page.waitForFunction(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return color === 'rgb(0, 0, 0)' && backgroundColor === 'rgb(255, 255, 255)';
    });
    t.equal(
      await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme),
      'light',
      chosen ? 'chosen' : 'of the system',
    );
    for (const hidden of ['#theme', 'a.pdf', 'footer']) {
      t.equal(await page.locator(hidden).isVisible(), false, hidden);
    }
    t.ok(await page.locator('h1').isVisible());
    await page.emulateMedia({ media: 'screen' });
  }
});

test('on paper no entry is split, and no date or heading stands alone at the end', async (t) => {
  const { fifteenJobs } = resumes;
  for (const [name, resume] of Object.entries({ sample: undefined, fifteenJobs })) {
    const { page } = await newPage(t, browser, await serveSite(t, resume));
    await page.goto('/');
    const entries = await page.evaluate(() =>
      [...document.querySelectorAll('.entry:not(:has(.entry))')].map((entry) => {
        const isFirst = !entry.previousElementSibling;
        const heading = isFirst && entry.closest('section')?.querySelector('h2');
        const texts: string[] = heading ? [heading.innerText] : [];
        const nodes = document.createTreeWalker(entry, NodeFilter.SHOW_TEXT);
        while (nodes.nextNode()) texts.push(nodes.currentNode.nodeValue ?? '');
        return texts;
      }),
    );
    t.ok(entries.length > 10);
    for (const format of ['A4', 'Letter']) {
      const pdf = await page.pdf({ format });
      const { text } = await extractText(new Uint8Array(pdf), { mergePages: false });
      const sheets = text.map(letters);
      t.ok(sheets.length > 1);
      // Text by text: the address of a link comes between it and what follows.
      const split = entries.filter(
        (texts) => !sheets.some((sheet) => texts.every((text) => sheet.includes(letters(text)))),
      );
      t.strictSame(split, [], `${name} on ${format}`);
    }
  }
});

/** What is left of a text wherever lines break. */
function letters(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}
