import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { t as file, type Test, test } from 'tap';
import { newPage } from './browser.ts';
import { api, button, field, onWrite, says, startEditorSite } from './editor-pages.ts';
import { signIn, unexpected } from './owner.ts';

const { browser, url, ask, make } = await startEditorSite(file);
file.setTimeout(300_000);

interface Visit {
  page: Page;
  /** A draft without spaces in its title, which is as long as it may be. */
  post: { id: string; slug: string };
  open: (path: string) => Promise<void>;
}

const offline = (page: Page) => onWrite(page, (route) => route.abort());

/** How the editor looks when something is unusual. `editor.test.ts` has the usual states. */
const states: Record<string, (visit: Visit) => Promise<unknown>> = {
  'an empty list': async ({ page, open }) => {
    await open('content?kind=certification&status=scheduled');
    await page.getByText('There are no certifications with this status.').waitFor();
  },
  'a list that failed': async ({ page, open }) => {
    await page.route(`**/api${api}?**`, (route) => route.fulfill({ status: 503, json: {} }));
    await open('content');
    await page.getByRole('alert').waitFor();
  },
  'a list with unsaved text': async (visit) => {
    await states['unsaved text for an older version']?.(visit);
    await visit.open('content');
    await visit.page.getByText('Unsaved text in this browser:').waitFor();
  },
  'a new post': async ({ page, open }) => {
    await open('content/post/new');
    await field(page, 'Title').fill('x'.repeat(500));
    await says(page, 'Not saved yet: a post needs Title, Text and Category.');
  },
  'a project with errors everywhere': async ({ page, open }) => {
    await open('content/project/new');
    await field(page, 'Made with').fill(`${'y'.repeat(60)},two,three,`);
    await field(page, 'Source code').fill(`http://${'z'.repeat(100)}`);
    await field(page, 'Slug').fill('Not A Slug');
    await button(page, 'Save draft').click();
    await page.getByText('This is needed.').first().waitFor();
  },
  'unsaved text for an older version': async ({ page, open, post }) => {
    await open(`content/post/${post.id}`);
    await field(page, 'Title').fill('z'.repeat(200));
    await page.waitForTimeout(500);
    await page.goto('/');
    await ask('PUT', `${api}/${post.id}`, { content: `newer ${Math.random()}` });
    await open(`content/post/${post.id}`);
    await page.getByText('written before the last change').waitFor();
  },
  'a preview link': async ({ page, open, post }) => {
    await open(`content/post/${post.id}`);
    await button(page, 'Make a preview link').click();
    await field(page, 'Preview link').waitFor();
  },
  'the dialog for a time': async ({ page, open, post }) => {
    await open(`content/post/${post.id}`);
    await button(page, 'Choose when to publish…').click();
    await page.getByRole('dialog').locator('[type=submit]').click();
    await page.getByText('Choose a day and a time.').waitFor();
  },
  'a server that is away': async ({ page, open, post }) => {
    await open(`content/post/${post.id}`);
    await offline(page);
    await field(page, 'Text').fill('changed');
    await page.keyboard.press('Control+s');
    await button(page, 'Try now').waitFor();
  },
  'a conflict that was put off': async ({ page, open, post }) => {
    await open(`content/post/${post.id}`);
    await ask('PUT', `${api}/${post.id}`, { content: `theirs ${Math.random()}` });
    await field(page, 'Text').fill('mine');
    await page.keyboard.press('Control+s');
    await button(page, 'Go on editing').click();
    await button(page, 'Compare').waitFor();
  },
  'a storage that is full': async ({ page, open, post }) => {
    await open(`content/post/${post.id}`);
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await offline(page);
    await field(page, 'Text').fill('changed');
    await page.getByText('your text is only on this page').waitFor();
  },
  'a refusal of something before the API': async ({ page, open, post }) => {
    await open(`content/post/${post.id}`);
    await onWrite(page, (route) => route.fulfill({ status: 403, body: 'no' }));
    await field(page, 'Text').fill('changed');
    await page.keyboard.press('Control+s');
    await page.getByRole('alert').waitFor();
  },
  'a session that ended': async ({ page, open, post }) => {
    await open(`content/post/${post.id}`);
    await page.route('**/api/v1/**', (route) => route.fulfill({ status: 401, json: {} }));
    await field(page, 'Text').fill('changed');
    await page.keyboard.press('Control+s');
    await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
  },
  'a post that is gone': async ({ page, open, post }) => {
    await open(`content/post/${post.id}`);
    await ask('DELETE', `${api}/${post.id}`);
    await field(page, 'Text').fill('changed');
    await page.keyboard.press('Control+s');
    await page.getByRole('dialog', { name: 'This post was deleted' }).waitFor();
  },
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [320, 1280]) {
    test(`axe finds no violation in unusual states, and they fit: ${colorScheme}, ${width} px`, async (t) => {
      for (const [name, enter] of Object.entries(states)) {
        const post = await make('Some text', { title: 'x'.repeat(200) });
        const viewport = { width, height: 640 };
        const opened = await newPage(t, browser, url, { colorScheme, viewport });
        const { page } = opened;
        await page.goto('/admin/');
        await signIn(page);
        await page.getByRole('navigation', { name: 'Owner’s pages' }).waitFor();
        const open = async (path: string) => {
          await page.goto(`/admin/#/${path}`);
          await page.locator(path.includes('/') ? '.item-form' : '.filters').waitFor();
        };
        await enter({ page, post, open });
        await passes(t, page, name);
        t.strictSame(unexpected(opened), [], name);
        await page.context().close();
        await ask('DELETE', `${api}/${post.id}`).catch(() => {});
      }
    });
  }
}

async function passes(t: Test, page: Page, name: string) {
  await page.evaluate(axe.source);
  const options: axe.RunOptions = { rules: { 'target-size': { enabled: true } } };
  const { violations } = await page.evaluate((options) => window.axe.run(options), options);
  t.strictSame(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    name,
  );
  const wide = await page.evaluate(() =>
    ['html', 'dialog[open]']
      .map((selector) => document.querySelector(selector))
      .map((element) => element && element.scrollWidth - element.clientWidth),
  );
  t.ok(
    wide.every((pixels) => !pixels),
    `${name}: nothing is wider than the page: ${wide}`,
  );
}

for (const viewport of [
  { width: 320, height: 256 },
  { width: 640, height: 320 },
]) {
  test(`on ${viewport.width} × ${viewport.height} px, the field that one writes in is not covered`, async (t) => {
    const post = await make('Some text', { status: 'published' });
    const { page } = await newPage(t, browser, url, { viewport });
    await page.goto(`/admin/#/content/post/${post.id}`);
    await signIn(page);
    for (const label of ['Title', 'Category', 'Excerpt', 'Published first at']) {
      await field(page, label).focus();
      const isSeen = await field(page, label).evaluate((element) => {
        element.scrollIntoView({ block: 'nearest' });
        const { left, top, height } = element.getBoundingClientRect();
        return document.elementFromPoint(left + 20, top + height / 2) === element;
      });
      t.ok(isSeen, label);
    }
    const share = await page.evaluate(() => {
      const bar = document.querySelector('.save-bar');
      if (!bar || getComputedStyle(bar).position !== 'sticky') return 0;
      return bar.getBoundingClientRect().height / innerHeight;
    });
    t.ok(share < 0.4, `the bar takes ${Math.round(share * 100)} % of the height`);
  });
}
