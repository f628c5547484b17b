import { generateSync } from 'otplib';
import { test } from 'tap';
import { chrome } from '../support/agents.ts';
import { startOwnerSite } from '../support/owner-site.ts';
import { newPage, startBrowser } from './browser.ts';
import { openSignedIn, unexpected } from './owner.ts';

test('on a phone, an owner writes a post with an image, finds it, sees its view, and sets up an authenticator', async (t) => {
  const browser = await startBrowser(t);
  const { url } = await startOwnerSite(t);
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const opened = await openSignedIn(t, browser, url, '', phone);
  const { page } = opened;

  await page.getByRole('link', { name: 'Content' }).tap();
  await page.getByRole('link', { name: 'Write the first post' }).tap();
  await page.getByLabel('Title').fill('My first post');
  await page.getByLabel('Text', { exact: true }).fill('Look:\n\n');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Image', exact: true }).tap();
  const buffer = await page.screenshot();
  await (await chooser).setFiles({ name: 'screen.png', mimeType: 'image/png', buffer });
  await page.getByLabel('What it shows').fill('The editor');
  await page.getByRole('button', { name: 'Insert' }).tap();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Preview', exact: true }).tap();
  await page.getByRole('img', { name: 'The editor' }).waitFor();
  await page.getByLabel('Category').fill('Notes');
  await page.getByRole('button', { name: 'Publish', exact: true }).tap();
  await page
    .getByText(/^Published \d/)
    .first()
    .waitFor();

  // A reader, who finds it by the list.
  const reader = await newPage(t, browser, url, { ...phone, userAgent: chrome });
  await reader.page.goto('/blog/');
  const tracked = reader.page.waitForResponse(
    (response) =>
      response.url().endsWith('/track') &&
      response.request().postData()?.includes('/blog/my-first-post') === true,
  );
  await reader.page.getByRole('link', { name: 'My first post' }).tap();
  // The same visitor of the day as in the list, and the first view of the post.
  t.match(await (await tracked).json(), { reason: 'duplicate' });
  await reader.page.getByRole('img', { name: 'The editor' }).waitFor();
  t.equal(
    await reader.page
      .getByRole('img', { name: 'The editor' })
      .evaluate((image: HTMLImageElement) => image.naturalWidth),
    360,
  );

  // Numbers may be some seconds old.
  await t.resolves(
    (async () => {
      for (;;) {
        await page.goto('/admin/');
        const most = page.getByRole('link', { name: 'My first post' });
        if (
          await most.waitFor({ timeout: 3000 }).then(
            () => true,
            () => false,
          )
        )
          return;
      }
    })(),
  );

  await page.getByRole('link', { name: 'Settings' }).tap();
  await page.getByRole('button', { name: 'Set up an authenticator' }).tap();
  const secret = (await page.locator('.key').textContent())?.replaceAll(' ', '') ?? '';
  await page.getByLabel('Code', { exact: true }).fill(generateSync({ secret }));
  await page.getByRole('button', { name: 'Confirm' }).tap();
  await page.getByText('From now on, sign-in asks for a code').waitFor();
  t.equal(await page.evaluate('document.documentElement.scrollWidth'), 360);
  t.strictSame(unexpected(opened), []);
  t.strictSame(reader.problems, []);
});
