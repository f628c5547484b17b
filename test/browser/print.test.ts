import { t as file, test } from 'tap';
import { extractText } from 'unpdf';
import { resumes } from '../support/resumes.ts';
import { serveSite } from '../support/site.ts';
import { newPage, startBrowser } from './browser.ts';

const browser = await startBrowser(file);

test('on paper, the page is black on white and has no buttons, even in the dark theme', async (t) => {
  const { page } = await newPage(t, browser, await serveSite(t), { colorScheme: 'dark' });
  await page.goto('/');
  for (const chosen of [false, true]) {
    // Two clicks: to light, and back to a dark theme that the reader chose.
    if (chosen) await page.locator('#theme').dblclick();
    await page.emulateMedia({ media: 'print' });
    await page.waitForFunction(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return color === 'rgb(0, 0, 0)' && backgroundColor === 'rgb(255, 255, 255)';
    });
    t.equal(
      await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme),
      'light',
      chosen ? 'chosen' : 'from the system',
    );
    for (const hidden of ['#theme', '.pdf a', 'footer']) {
      t.equal(await page.locator(hidden).isVisible(), false, hidden);
    }
    t.ok(await page.locator('h1').isVisible());
    await page.emulateMedia({ media: 'screen' });
  }
});

test('on paper, no entry is split, and no date or heading is alone at the end of a page', async (t) => {
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
      // Text by text: on paper, the address of a link follows its text.
      const split = entries.filter(
        (texts) => !sheets.some((sheet) => texts.every((text) => sheet.includes(letters(text)))),
      );
      t.strictSame(split, [], `${name} on ${format}`);
    }
  }
});

/** The letters and digits of a text, which do not depend on line breaks. */
function letters(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}
