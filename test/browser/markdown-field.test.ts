import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { t as file, test } from 'tap';
import { startOwnerSite } from '../support/owner-site.ts';
import { xss } from '../support/xss.ts';
import { startBrowser } from './browser.ts';
import { openSignedIn, unexpected } from './owner.ts';

const browser = await startBrowser(file);
const site = await startOwnerSite(file);
const { url } = site;

const wide = { viewport: { width: 1280, height: 800 } };
const textOf = (page: Page) => page.getByLabel('Text', { exact: true });
const previewOf = (page: Page) => page.getByRole('region', { name: 'Preview' });
const html = (page: Page) => previewOf(page).locator('.text').innerHTML();

async function openNew(t: Parameters<typeof openSignedIn>[0], options = wide) {
  const opened = await openSignedIn(t, browser, url, 'content/post/new', options);
  await textOf(opened.page).waitFor();
  return opened;
}

/** A picture of 40 × 30 pixels, made by the browser. */
async function picture(page: Page): Promise<Buffer> {
  const bytes = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 30 });
    canvas.getContext('2d')?.fillRect(5, 5, 20, 10);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  });
  return Buffer.from(bytes);
}

const stored = /^before !\[A black box\]\(\/media\/[0-9a-f]{16}-40x30\.webp\) after$/;

async function describe(page: Page, alt = 'A black box') {
  const dialog = page.getByRole('dialog', { name: 'Describe the image' });
  await dialog.getByLabel('What it shows').fill(alt);
  await dialog.getByRole('button', { name: 'Insert' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Waits for the text, which an upload changes. */
async function untilText(page: Page, pattern: RegExp) {
  await page.waitForFunction(
    ([id, source]) =>
      new RegExp(source).test((document.getElementById(id) as HTMLTextAreaElement).value),
    [(await textOf(page).getAttribute('id')) ?? '', pattern.source] as const,
  );
}

test('the preview is the page, byte for byte', async (t) => {
  const opened = await openNew(t);
  const { page } = opened;
  const content = [
    '# One',
    '> [!NOTE]\n> Careful',
    '| a | b |\n|:--|--:|\n| 1 | 2 |',
    '```ts\nconst a = 1;\n```',
    '- [x] done\n- [ ] open',
    'A note[^1], https://example.com and <b>no HTML</b>.\n\n[^1]: Here.',
    'שלום 👋🏽 مرحبا',
    ...Object.values(xss).slice(0, 20),
  ].join('\n\n');
  await textOf(page).fill(content);
  await page.waitForFunction(() => document.querySelector('.preview h2') !== null);
  const { slug } = await site.ask<{ slug: string }>('POST', '/v1/blog/posts', {
    ...{ title: 'Preview', category: 'Notes', status: 'published', content },
  });
  const preview = await html(page);
  await page.goto(`/blog/${slug}`);
  t.equal(await page.locator('.post > .text').innerHTML(), preview);
  t.strictSame(unexpected(opened), [], 'nothing ran, and nothing was asked of other sites');
});

test('buttons and keys change the text, and undo takes each back', async (t) => {
  const { page } = await openNew(t);
  const text = textOf(page);
  for (const [name, expected] of [
    ['Bold', '**words**'],
    ['Italic', '*words*'],
    ['Link', '[words](https://)'],
    ['Code', '`words`'],
    ['Heading', '## words'],
    ['List', '- words'],
    ['Numbers', '1. words'],
    ['Quote', '> words'],
  ] as const) {
    await text.fill('words');
    await text.selectText();
    await page.getByRole('button', { name, exact: true }).click();
    t.equal(await text.inputValue(), expected, name);
    await page.keyboard.press('Control+z');
    t.equal(await text.inputValue(), 'words', `${name}, undone`);
  }
  for (const [key, expected] of [
    ['Control+b', '**words**'],
    ['Control+i', '*words*'],
    ['Control+k', '[words](https://)'],
    ['Control+e', '`words`'],
    ['Control+]', '  words'],
  ] as const) {
    await text.fill('words');
    await text.selectText();
    await page.keyboard.press(key);
    t.equal(await text.inputValue(), expected, key);
  }
  await text.fill('');
  await text.pressSequentially('- a\nb\n\nc');
  t.equal(await text.inputValue(), '- a\n- b\nc', 'Enter continues a list, and ends it');
  await page.keyboard.press('Tab');
  t.notOk(await text.evaluate((area) => area === document.activeElement), 'Tab leaves');
});

test('the toolbar is one stop of Tab, and arrows move in it', async (t) => {
  const { page } = await openNew(t);
  await textOf(page).focus();
  await page.keyboard.press('Shift+Tab');
  const focused = () => page.locator(':focus').getAttribute('aria-label');
  t.equal(await focused(), 'Bold');
  await page.keyboard.press('ArrowLeft');
  t.equal(await focused(), 'Keys');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  t.equal(await focused(), 'Keys');
  await page.keyboard.press('Home');
  t.equal(await focused(), 'Bold');
});

test('an address that is pasted on words becomes their link', async (t) => {
  const { page } = await openNew(t);
  const text = textOf(page);
  const paste = (pasted: string) =>
    text.evaluate((area, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      area.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, pasted);
  await text.fill('words');
  await text.selectText();
  await paste('https://example.com/a');
  t.equal(await text.inputValue(), '[words](https://example.com/a)');
});

test('an image is uploaded by button, paste and drop, and needs a description', async (t) => {
  const opened = await openNew(t);
  const { page } = opened;
  const text = textOf(page);
  const bytes = await picture(page);
  const place = async () => {
    await text.fill('before  after');
    await text.evaluate((area: HTMLTextAreaElement) => {
      area.focus();
      area.setSelectionRange(7, 7);
    });
  };
  await place();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Image', exact: true }).click();
  await (await chooser).setFiles({ name: 'box.png', mimeType: 'image/png', buffer: bytes });
  const dialog = page.getByRole('dialog', { name: 'Describe the image' });
  await dialog.getByRole('button', { name: 'Insert' }).click();
  await dialog.getByText('Write what it shows').waitFor();
  await describe(page);
  await untilText(page, stored);
  t.match(await text.inputValue(), stored, 'by the button');
  const [, path = ''] = /\((.+)\)/.exec(await text.inputValue()) ?? [];
  const answer = await fetch(url + path);
  t.equal(answer.headers.get('content-type'), 'image/webp');

  for (const kind of ['paste', 'drop'] as const) {
    await place();
    await text.evaluate(
      (area, [kind, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'box.png', { type: 'image/png' }));
        const init = { bubbles: true, cancelable: true };
        area.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent('paste', { ...init, clipboardData: data })
            : new DragEvent('drop', { ...init, dataTransfer: data }),
        );
      },
      [kind, [...bytes]] as const,
    );
    await describe(page);
    await untilText(page, stored);
    t.match(await text.inputValue(), stored, kind);
  }
  t.strictSame(unexpected(opened), []);
});

test('an image finds its place in a text that was changed meanwhile', async (t) => {
  const { page } = await openNew(t);
  const text = textOf(page);
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route('**/api/v1/media', async (route) => {
    await held;
    await route.continue();
  });
  await text.fill('');
  await page.locator('.tools input[type=file]').setInputFiles({
    ...{ name: 'box.png', mimeType: 'image/png', buffer: await picture(page) },
  });
  await describe(page);
  t.match(await text.inputValue(), /^!\[Uploading box\.png …\]\(#\d+\)$/);
  await text.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(0, 0));
  await text.pressSequentially('before ');
  go();
  await untilText(page, /^before !\[A black box\]\(\/media\//);
  await page.keyboard.type('and ');
  t.match(await text.inputValue(), /^before and !\[A black box\]/, 'the caret stayed');
});

test('an upload that fails, or is cancelled, leaves a message and no broken link', async (t) => {
  const { page } = await openNew(t);
  const text = textOf(page);
  const choose = async (name: string, mimeType: string, buffer: Buffer) =>
    page.locator('.tools input[type=file]').setInputFiles({ name, mimeType, buffer });
  const png = await picture(page);
  await text.fill('text');
  await page.route('**/api/v1/media', (route) => route.abort(), { times: 1 });
  await choose('box.png', 'image/png', png);
  await page.getByText('box.png was not uploaded. The server cannot be reached.').waitFor();
  await untilText(page, /^text$/);
  await choose('box.png', 'image/png', png);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await untilText(page, /^text$/);
  await choose('evil.svg', 'image/svg+xml', Buffer.from('<svg/>'));
  await page.getByText('evil.svg is an SVG').waitFor();
  await choose('text.png', 'image/png', Buffer.from('no image'));
  await page.getByText('text.png was not uploaded.').waitFor();
  await choose(
    'big.gif',
    'image/gif',
    Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(2 ** 21)]),
  );
  await page.getByText('It has more than 2 MiB.').waitFor();
  await untilText(page, /^text$/);
  t.pass('the text is as it was');
});

test('a long text, and a line without end, stay usable, and the preview follows', async (t) => {
  const opened = await openNew(t);
  const { page } = opened;
  for (const content of ['A paragraph.\n\n'.repeat(7140), 'x'.repeat(99_990)]) {
    // Chromium types thousands of lines slowly, as `fill` does.
    await textOf(page).evaluate((area: HTMLTextAreaElement, content) => {
      area.value = content;
      area.dispatchEvent(new InputEvent('input', { bubbles: true }));
      area.focus();
    }, content);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('END');
    await previewOf(page).getByText('END').waitFor();
    await page.getByText(/, 9\d,\d{3} of 100,000 characters|, 100,000 of/).waitFor();
  }
  t.strictSame(unexpected(opened), [], 'the worker is of the own site');
});

test('a text that cannot be shown says so, and the last preview stays', async (t) => {
  const { page } = await openNew(t);
  await textOf(page).fill('Fine');
  await previewOf(page).getByText('Fine').waitFor();
  await textOf(page).fill(`[a]: /${'x'.repeat(2000)}\n\n${'[a] '.repeat(900)}`);
  await page.getByText('This text renders to more than 1 MB.').waitFor();
  t.ok(await previewOf(page).getByText('Fine').isVisible());
});

test('a link in the preview leaves the page alone', async (t) => {
  const { page } = await openNew(t);
  await textOf(page).fill('[out](/blog/)');
  const opened = page.waitForEvent('popup');
  await previewOf(page).getByRole('link', { name: 'out' }).click();
  t.match((await opened).url(), /\/blog\/$/);
  t.equal(await textOf(page).inputValue(), '[out](/blog/)');
});

test('on a phone, the preview takes the place of the text, and axe finds nothing', async (t) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await openNew(t, {
      viewport: { width: 320, height: 640 },
      colorScheme,
    } as never);
    await textOf(page).fill(
      `# ${'long'.repeat(100)}\n\n- [x] a\n\n| a | b |\n|---|---|\n| 1 | 2 |`,
    );
    const check = async (name: string) => {
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), 320, name);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run());
      const found = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html)}`);
      t.strictSame(found, [], `${name}, ${colorScheme}`);
    };
    await check('text');
    await page.getByRole('button', { name: 'Preview', exact: true }).click();
    t.notOk(await textOf(page).isVisible());
    await previewOf(page).getByRole('table').waitFor();
    await check('preview');
    await page.getByRole('button', { name: 'Write', exact: true }).click();
    await page.getByRole('button', { name: 'Keys', exact: true }).click();
    await check('keys');
  }
});
