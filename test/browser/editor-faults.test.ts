import type { Page } from 'playwright-core';
import { t as file, type Test, test } from 'tap';
import { xss } from '../support/xss.ts';
import { newPage } from './browser.ts';
import {
  api,
  button,
  field,
  hasText,
  loseAnswer,
  onWrite,
  type Post,
  says,
  startEditorSite,
} from './editor-pages.ts';
import { openSignedIn, signIn, unexpected } from './owner.ts';

const { browser, url, ask, make, edit, stored } = await startEditorSite(file);
file.setTimeout(600_000);

const json = { contentType: 'application/json' };
const text = (page: Page) => field(page, 'Text');
const save = (page: Page) => page.keyboard.press('Control+s');
const isFocused = (page: Page, label: string) =>
  field(page, label).evaluate((element) => element === document.activeElement);
/** The browser has stored what was typed. */
const journalled = (page: Page) => page.waitForTimeout(500);

/** How often the browser asks whether to leave the page. */
function countQuestions(page: Page) {
  const seen = { questions: 0 };
  page.on('dialog', (dialog) => {
    seen.questions += 1;
    return dialog.dismiss();
  });
  return seen;
}

/** What the browser has stored of texts, by `change` if it is given. */
async function journal(page: Page, put?: object) {
  return page.evaluate(
    (put) =>
      new Promise<object[]>((done, fail) => {
        const opening = indexedDB.open('owner-texts');
        opening.onupgradeneeded = () => opening.result.createObjectStore('texts');
        opening.onerror = fail;
        opening.onsuccess = () => {
          const store = opening.result.transaction('texts', 'readwrite').objectStore('texts');
          if (put) store.put(put, (put as { editor: string }).editor);
          const all = store.getAll();
          all.onsuccess = () => {
            opening.result.close();
            done(all.result);
          };
        };
      }),
    put,
  );
}

test('“saved” needs the item in the answer: nothing else counts, and the text is stored at last', async (t) => {
  const answers = {
    'half of an item': { ...json, status: 200, body: '{"id":"c_' },
    'JSON of something else': { ...json, status: 200, body: '{}' },
    null: { ...json, status: 200, body: 'null' },
    'a page of a portal': { status: 200, contentType: 'text/html', body: '<h1>Welcome</h1>' },
    'no body': { status: 204 },
    'a page of a proxy that says 404': { status: 404, contentType: 'text/html', body: '<h1>404' },
    'a timeout of a proxy': { status: 408, contentType: 'text/html', body: '<h1>408' },
    'a page of a proxy that says 504': { status: 504, contentType: 'text/html', body: '<h1>504' },
  };
  for (const [name, answer] of Object.entries(answers)) {
    const post = await make('before');
    const opened = await edit(t, post);
    const { page } = opened;
    let isFirst = true;
    const seen = await onWrite(page, (route) => {
      if (!isFirst) return route.continue();
      isFirst = false;
      return route.fulfill(answer);
    });
    await text(page).fill(name);
    await save(page);
    await says(page, 'The server has not answered. Your text is kept in this browser.');
    t.equal(await page.getByText(/Saved at/).count(), 0, `${name}: not called saved`);
    t.equal(await page.getByRole('dialog').count(), 0, `${name}: no dialog`);
    await says(page, /Saved at/);
    t.equal((await stored(post.id)).content, name);
    t.equal(seen.writes, 2);
    t.strictSame(unexpected(opened), []);
    await page.context().close();
  }
});

test('a refusal of something before the API is no error of a field, and the text is safe', async (t) => {
  const post = await make('before');
  const { page } = await edit(t, post);
  await onWrite(page, (route, n) =>
    n === 1
      ? route.fulfill({ status: 403, contentType: 'text/html', body: '<h1>403' })
      : route.continue(),
  );
  await text(page).fill('after');
  await save(page);
  await says(page, 'Not saved. Your text is kept in this browser.');
  await page.getByRole('alert').filter({ hasText: 'answered with status 403' }).waitFor();
  await save(page);
  await says(page, /Saved at/);
  t.equal((await stored(post.id)).content, 'after');
});

test('a retry changes a published post only to the text that the owner asked to save', async (t) => {
  const post = await make('before', { status: 'published' });
  const { page } = await edit(t, post);
  await onWrite(page, (route, n) => (n === 1 ? route.abort() : route.continue()));
  await text(page).fill('A whole sentence.');
  await button(page, 'Update').click();
  await says(page, 'The server has not answered.');
  await text(page).fill('A whole sentence. And half of the n');
  await says(page, 'Not saved yet.');
  t.equal((await stored(post.id)).content, 'A whole sentence.');
  await button(page, 'Update').click();
  await says(page, /Saved at/);
  t.equal((await stored(post.id)).content, 'A whole sentence. And half of the n');
});

test('a draft that was published elsewhere does not save by itself any more', async (t) => {
  const post = await make('before');
  const { page } = await newPage(t, browser, url);
  await page.clock.install();
  await page.goto(`/admin/#/content/post/${post.id}`);
  await signIn(page);
  await text(page).fill('half a sen');
  await ask('POST', `${api}/${post.id}/publish`);
  await page.clock.runFor(11_000);
  await button(page, 'Update').waitFor();
  await page.clock.runFor(60_000);
  t.equal((await stored(post.id)).content, 'before');
  t.equal(await text(page).inputValue(), 'half a sen');
  await button(page, 'Update').click();
  await says(page, /Saved at/);
  t.equal((await stored(post.id)).content, 'half a sen');
});

test('“Publish now” publishes now, also by a clock that is an hour ahead', async (t) => {
  const post = await make();
  const inAnHour = new Date(Date.now() + 7_200_000).toISOString();
  await ask('POST', `${api}/${post.id}/publish`, { publishedAt: inAnHour });
  const { page } = await newPage(t, browser, url);
  await page.clock.setSystemTime(Date.now() + 3_600_000);
  await page.goto(`/admin/#/content/post/${post.id}`);
  await signIn(page);
  await button(page, 'Publish now').click();
  await page.getByText('Everybody can see it.').waitFor();
  t.equal((await stored(post.id)).status, 'published');
});

test('a clock that jumps in the middle of an edit neither saves nor loses anything', async (t) => {
  const post = await make('before', { status: 'published' });
  const opened = await edit(t, post);
  const { page } = opened;
  for (const hours of [1, -1]) {
    await text(page).fill(`by a clock ${hours} h off`);
    await page.clock.setSystemTime(Date.now() + hours * 3_600_000);
    await page.waitForTimeout(300);
    t.not((await stored(post.id)).content, `by a clock ${hours} h off`);
    await button(page, 'Update').click();
    await says(page, /Saved at/);
    t.equal((await stored(post.id)).content, `by a clock ${hours} h off`);
  }
  t.strictSame(unexpected(opened), []);
});

test('text for an older version stays a comparison until the owner chooses, also after a reload', async (t) => {
  const post = await make('stored');
  const { page } = await edit(t, post);
  await text(page).fill('unsaved');
  await journalled(page);
  await page.goto('/');
  await ask('PUT', `${api}/${post.id}`, { content: 'newer' });
  for (const round of ['first', 'after a reload']) {
    await page.goto(`/admin/#/content/post/${post.id}`);
    await page.getByText('written before the last change').waitFor();
    await button(page, 'Compare').click();
    await page.getByRole('dialog').locator('ins').waitFor();
    t.pass(round);
    await journalled(page);
    await page.goto('/');
  }
  await page.goto(`/admin/#/content/post/${post.id}`);
  await button(page, 'Compare').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Go on editing' }).click();
  await text(page).press('End');
  await page.keyboard.type(' and more');
  await save(page);
  await dialog.locator('ins').waitFor();
  t.equal((await stored(post.id)).content, 'newer', 'a save asks before it overwrites');
  await dialog.getByRole('button', { name: 'Keep mine and save it' }).click();
  await says(page, /Saved at/);
  t.equal((await stored(post.id)).content, 'unsaved and more');
});

test('what the server has stored is not offered as unsaved, even if nobody heard its answer', async (t) => {
  const post = await make('before', { status: 'published' });
  const { page } = await edit(t, post);
  await onWrite(page, loseAnswer);
  await page.route(`**/api${api}/${post.id}`, (route) =>
    route.request().method() === 'GET' ? route.abort() : route.fallback(),
  );
  await text(page).fill('stored, and not known to be');
  await save(page);
  await says(page, 'The server has not answered.');
  await journalled(page);
  await page.unrouteAll();
  await page.reload();
  await text(page).waitFor();
  t.equal(await text(page).inputValue(), 'stored, and not known to be');
  t.equal(await page.getByText('There is unsaved text').count(), 0);
  t.strictSame(await journal(page), []);
});

test('going on with an earlier text does not lose what was typed since', async (t) => {
  const post = await make('stored', { status: 'published' });
  const { page } = await edit(t, post);
  await text(page).fill('of yesterday');
  await journalled(page);
  await page.reload();
  await button(page, 'Go on with it').waitFor();
  await text(page).fill('typed before the offer was seen');
  await button(page, 'Go on with it').click();
  await hasText(page, 'of yesterday');
  await button(page, 'Go on with it').click();
  await hasText(page, 'typed before the offer was seen');
});

test('texts that an older version of these pages stored neither clear a field nor break a page', async (t) => {
  const post = await ask<Post>('POST', api, {
    ...{ title: 'A post', category: 'Notes', content: 'stored', excerpt: 'An excerpt' },
    status: 'published',
  });
  const opened = await openSignedIn(t, browser, url, 'content');
  const { page } = opened;
  const entry = { id: post.id, version: post.version, key: 'key-1', at: Date.now() };
  const values = { title: 'A post', content: 'unsaved', category: 'Notes' };
  await journal(page, { ...entry, editor: 'one', kind: 'post', values });
  await journal(page, { ...entry, editor: 'two', kind: 'page', values });
  await journal(page, { editor: 'three' });
  await journal(page, { ...entry, editor: 'four', kind: 'post', values: 'a text' });
  await page.reload();
  await page.getByText('Unsaved text in this browser:').waitFor();
  t.equal(await page.locator('.unsaved li').count(), 1);
  await page.locator('.unsaved a').click();
  await button(page, 'Go on with it').click();
  await button(page, 'Update').click();
  await says(page, /Saved at/);
  t.match(await stored(post.id), { content: 'unsaved', excerpt: 'An excerpt' });
  t.strictSame(unexpected(opened), []);
});

test('the browser asks before it leaves the page only when something would be lost', async (t) => {
  const post = await make('stored', { status: 'published' });
  const { page } = await edit(t, post);
  const seen = countQuestions(page);
  await text(page).click();
  await page.reload();
  await text(page).fill('typed');
  await journalled(page);
  await page.reload();
  await button(page, 'Throw it away').click();
  t.equal(seen.questions, 0, 'neither without a change nor with one that is stored');
  for (const [name, put] of Object.entries({
    full: 'IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError") }',
    // A disk that does not answer: no transaction ends.
    hanging:
      'IDBDatabase.prototype.transaction = () => ({ objectStore: () => ({ put() {}, transaction: {} }) })',
  })) {
    await page.evaluate(put);
    await text(page).fill(`typed while the storage is ${name}`);
    await journalled(page);
    const before = seen.questions;
    await page.close({ runBeforeUnload: true });
    await page.waitForTimeout(300);
    t.equal(seen.questions, before + 1, name);
    t.equal(await text(page).inputValue(), `typed while the storage is ${name}`);
  }
});

test('a disk that becomes full is said, and what is saved then is not lost', async (t) => {
  const post = await make('stored');
  const { page } = await edit(t, post);
  await text(page).fill('while there was space');
  await journalled(page);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await text(page).fill('without space');
  await page.getByRole('alert').filter({ hasText: 'your text is only on this page' }).waitFor();
  await save(page);
  await says(page, /Saved at/);
  t.equal(await page.getByText('your text is only on this page').count(), 0);
  await journalled(page);
  t.strictSame(await journal(page), [], 'the older text is not offered again');
});

test('inside these pages, unsaved text is never further than one link away', async (t) => {
  const post = await make('stored', { status: 'published', title: 'Left and found' });
  const opened = await edit(t, post);
  const { page } = opened;
  const seen = countQuestions(page);
  await text(page).fill('left behind');
  await page.getByRole('link', { name: 'All posts' }).click();
  await page.getByText('Unsaved text in this browser:').waitFor();
  await page.locator('.unsaved').getByRole('link', { name: 'Left and found' }).click();
  await button(page, 'Go on with it').click();
  await hasText(page, 'left behind');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await page.goBack();
  await button(page, 'Go on with it').click();
  await hasText(page, 'left behind');
  await journalled(page);
  await page.goto('/');
  await page.goBack();
  await text(page).waitFor();
  if ((await text(page).inputValue()) !== 'left behind') {
    await button(page, 'Go on with it').click();
  }
  await hasText(page, 'left behind');
  t.equal(seen.questions, 0);
  t.equal((await stored(post.id)).content, 'stored');
  t.strictSame(unexpected(opened), []);
});

test('a draft that is left is saved in the background, or its text is offered', async (t) => {
  for (const isReachable of [true, false]) {
    const post = await make('stored', { title: `Left ${isReachable}` });
    const { page } = await edit(t, post);
    if (!isReachable) await onWrite(page, (route) => route.abort());
    await text(page).fill('left behind');
    await page.getByRole('link', { name: 'All posts' }).click();
    await page.getByRole('heading', { name: 'Content' }).waitFor();
    if (isReachable) {
      await until(t, async () => (await stored(post.id)).content === 'left behind');
      t.strictSame(await journal(page), []);
    } else {
      await page.locator('.unsaved').getByRole('link', { name: post.title }).waitFor();
      t.equal((await stored(post.id)).content, 'stored');
    }
    await page.context().close();
  }
});

test('signing out in another tab, or instead of signing in again, keeps the text', async (t) => {
  const post = await make('stored', { status: 'published' });
  const { page } = await edit(t, post);
  await text(page).fill('written before');
  const other = await page.context().newPage();
  await other.goto(`${url}/admin/`);
  await button(other, 'Sign out').click();
  await page.getByText('You have signed out in another tab.').waitFor();
  await other.close();
  await signIn(page);
  await button(page, 'Go on with it').click();
  await hasText(page, 'written before');

  await page.route('**/api/v1/**', (route) =>
    route.fulfill({ status: 401, json: { statusCode: 401, message: 'no' } }),
  );
  await save(page);
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.getByRole('button', { name: 'Sign out instead' }).click();
  await page.getByText('You have signed out.').waitFor();
  await page.unrouteAll();
  await signIn(page);
  await button(page, 'Go on with it').click();
  await hasText(page, 'written before');
  t.equal((await stored(post.id)).content, 'stored');
});

test('sessions that the owner ended for real wait for a sign-in, above the text', async (t) => {
  const post = await make('stored', { status: 'published' });
  const { page } = await edit(t, post);
  await text(page).fill('written before');
  await page.evaluate(() => {
    // As after an hour: the token in memory is of no use, and the refresh token is revoked.
    const kept = JSON.parse(localStorage.getItem('owner-session') ?? '{}');
    return fetch('/api/v1/auth/refresh', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken: kept.refreshToken }),
    })
      .then((answer) => answer.json())
      .then(({ accessToken }) =>
        fetch('/api/v1/auth/logout', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${accessToken}`,
          },
          body: JSON.stringify({ refreshToken: kept.refreshToken }),
        }),
      );
  });
  let isFirst = true;
  await onWrite(page, (route) => {
    if (!isFirst) return route.continue();
    isFirst = false;
    return route.fulfill({ status: 401, json: { statusCode: 401, message: 'expired' } });
  });
  await button(page, 'Update').click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.waitFor();
  t.equal(await text(page).inputValue(), 'written before');
  await dialog.getByLabel('Password', { exact: true }).fill('Local-Owner-1');
  await page.keyboard.press('Enter');
  await says(page, /Saved at/);
  t.equal((await stored(post.id)).content, 'written before');
});

test('another tab that deletes the post is heard, and throwing the text away leaves none', async (t) => {
  const post = await make('stored', { title: 'Deleted in another tab' });
  const opened = await edit(t, post);
  const { page } = opened;
  await text(page).fill('still here');
  const other = await page.context().newPage();
  await other.goto(`${url}/admin/#/content`);
  await button(other, 'Delete Deleted in another tab').click();
  await button(other, 'Delete it').click();
  const dialog = page.getByRole('dialog', { name: 'This post was deleted' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  t.ok(await dialog.isVisible(), 'the owner has to choose');
  await button(page, 'Throw it away').click();
  await page.getByRole('heading', { name: 'Content' }).waitFor();
  await journalled(page);
  t.strictSame(await journal(page), []);
  t.strictSame(unexpected(opened), []);
});

test('the text of a post that is gone by the next visit can be saved as a new one', async (t) => {
  const post = await make('stored', { status: 'published' });
  const { page } = await edit(t, post);
  await text(page).fill('still here');
  await journalled(page);
  await page.goto('/');
  await ask('DELETE', `${api}/${post.id}`);
  await page.goto(`/admin/#/content/post/${post.id}`);
  await button(page, 'Save it as a new post').click();
  await says(page, /Saved at/);
  await page.waitForURL((address) => /c_/.test(address.hash) && !address.hash.includes(post.id));
  const created = await stored(page.url().split('/').at(-1) ?? '');
  t.match(created, { content: 'still here', status: 'draft' });
});

test('saving moves neither the focus nor the caret, of a new post and of a stored one', async (t) => {
  const opened = await openSignedIn(t, browser, url, 'content/post/new');
  const { page } = opened;
  await field(page, 'Title').fill('Caret');
  await text(page).fill('Text');
  await field(page, 'Category').fill('Notes');
  for (const label of ['Title', 'Excerpt', 'Text']) {
    await field(page, label).fill('abcdef');
    await field(page, label).evaluate((element: HTMLInputElement) =>
      element.setSelectionRange(2, 4),
    );
    const before = await page.evaluate(() => scrollY);
    await save(page);
    await says(page, /Saved at/);
    t.ok(await isFocused(page, label), label);
    t.strictSame(
      await field(page, label).evaluate((element: HTMLInputElement) => [
        element.selectionStart,
        element.selectionEnd,
      ]),
      [2, 4],
      label,
    );
    t.equal(await page.evaluate(() => scrollY), before, 'nothing scrolls');
  }
  await text(page).fill('');
  await page.keyboard.type('one two');
  await save(page);
  await says(page, /Saved at/);
  await page.keyboard.press('Control+z');
  t.not(await text(page).inputValue(), 'one two', 'what was saved can be undone');
  t.strictSame(unexpected(opened), []);
});

test('a click that follows a name in the field of tags saves it, too', async (t) => {
  const post = await make();
  const { page } = await edit(t, post, { viewport: { width: 360, height: 640 } });
  await field(page, 'Tags').fill('unfinished');
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const target = await button(page, 'Save draft').boundingBox();
  if (!target) throw new Error('There is no button');
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2);
  await page.mouse.down();
  // A finger stays for a moment.
  await page.waitForTimeout(150);
  await page.mouse.up();
  // A draft saves by itself after ten.
  await page.getByText(/Saved at/).waitFor({ timeout: 5000 });
  t.strictSame((await stored(post.id)).tags, ['unfinished']);
});

test('too much of anything is said at its field, with the limit', async (t) => {
  const post = await make();
  const opened = await edit(t, post);
  const { page } = opened;
  const tags = Array.from({ length: 21 }, (_, n) => `tag ${n}`).join(',');
  await field(page, 'Tags').fill(tags);
  await save(page);
  await page.getByText('At most 20.', { exact: true }).waitFor();
  t.ok(await isFocused(page, 'Tags'));
  await button(page, 'Remove tag 20').click();
  await button(page, 'Remove tag 19').click();
  t.equal(await field(page, 'Tags').getAttribute('aria-invalid'), null);
  await says(page, 'Not saved yet.');
  await field(page, 'Tags').fill(`${'x'.repeat(51)},`);
  await save(page);
  await page.getByText(`“${'x'.repeat(51)}”: At most 50 characters.`).waitFor();
  await button(page, `Remove ${'x'.repeat(51)}`).click();
  await field(page, 'Title').fill('   ');
  await save(page);
  await page.getByText('This is needed.').waitFor();
  t.ok(await isFocused(page, 'Title'));
  await field(page, 'Title').fill('A title');
  const tooLong = { 'more characters': 'x'.repeat(100_001), 'more bytes': '🦉'.repeat(90_000) };
  for (const [name, content] of Object.entries(tooLong)) {
    await text(page).fill(content);
    await save(page);
    await page.locator('.markdown .error').waitFor();
    t.ok(await isFocused(page, 'Text'), name);
    t.comment(name, await page.locator('.markdown .error').textContent());
    t.match(await page.locator('.markdown .error').textContent(), /At most/);
  }
  await text(page).fill('🦉'.repeat(100_000));
  await save(page);
  await page.locator('.markdown .error').waitFor();
  t.match(
    await page.locator('.markdown .error').textContent(),
    /At most/,
    'a body that is refused',
  );
  await text(page).fill('short again');
  await save(page);
  await says(page, /Saved at/);
  t.equal((await stored(post.id)).tags.length, 19);
  t.strictSame(unexpected(opened), []);
});

test('projects and certifications take scripts, emoji and text from right to left as text', async (t) => {
  const opened = await openSignedIn(t, browser, url);
  const { page } = opened;
  const texts = [
    ...Object.values(xss).slice(0, 4),
    'مرحبا 👩🏽‍💻',
    'x'.repeat(200),
    '\u202eevil\u202c "><img src=x onerror=window.pwned=1>',
  ].map((one) => one.replace(/\s+/g, ' ').slice(0, 200));
  for (const [kind, path, labels] of [
    ['project', '/v1/projects', ['Name', 'Description', 'Text', 'Company']],
    ['certification', '/v1/certifications', ['Name', 'Issuer', 'Description']],
  ] as const) {
    for (const one of texts) {
      await page.goto('/admin/#/content');
      await page.goto(`/admin/#/content/${kind}/new`);
      for (const label of labels) await field(page, label).fill(one);
      if (kind === 'project') await field(page, 'Made with').fill(`${one.slice(0, 50)}\n`);
      else await field(page, 'Icon').fill('👩🏽‍💻');
      await button(page, 'Publish').click();
      await page.getByText('Everybody can see it.').waitFor();
      const id = page.url().split('/').at(-1) ?? '';
      const item = await ask<{ name: string; description: string }>('GET', `${path}/${id}`);
      t.equal(item.name, one.trim());
      t.equal(item.description, one);
      await page.reload();
      await field(page, 'Name').waitFor();
      t.equal(await field(page, 'Name').inputValue(), one.trim());
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      t.ok(wide <= 0);
      await ask('DELETE', `${path}/${id}`);
    }
  }
  t.notOk(await page.evaluate(() => 'pwned' in window));
  t.strictSame(unexpected(opened), []);
});

test('a new draft that is written offline is created once when the browser is back', async (t) => {
  const { page } = await openSignedIn(t, browser, url, 'content/post/new');
  await text(page).waitFor();
  await page.context().setOffline(true);
  await field(page, 'Title').fill('Created after a tunnel');
  await text(page).fill('written offline');
  await field(page, 'Category').fill('Notes');
  await save(page);
  await says(page, 'You are offline. Your text is kept in this browser.');
  await button(page, 'Try now').click();
  await says(page, 'You are offline.');
  await page.context().setOffline(false);
  await says(page, /Saved at/);
  const { items } = await ask<{ items: Post[] }>('GET', `${api}?status=all&limit=100`);
  t.equal(items.filter(({ title }) => title === 'Created after a tunnel').length, 1);
});

test('publishing under lost answers publishes once, and says so only then', async (t) => {
  const post = await make('before');
  const { page } = await edit(t, post);
  await onWrite(page, (route, n) => (n <= 2 ? loseAnswer(route) : route.continue()));
  await text(page).fill('after');
  await button(page, 'Publish').click();
  await says(page, 'The server has not answered.');
  await page.getByText('Everybody can see it.').waitFor();
  await says(page, /Saved at/);
  t.match(await stored(post.id), { status: 'published', content: 'after' });
  t.equal(await page.getByRole('dialog').count(), 0);
});

test('times that the API refuses are refused in the dialog', async (t) => {
  const post = await make();
  const { page } = await edit(t, post, { timezoneId: 'UTC' });
  await button(page, 'Choose when to publish…').click();
  const dialog = page.getByRole('dialog');
  for (const time of ['1969-12-31T23:00', '2099-01-01T10:00', '9999-12-31T23:59']) {
    await field(page, 'Day and time, where you are').fill(time);
    await dialog.locator('[type=submit]').click();
    await dialog.getByText('Choose a time from 1970 on, at most ten years ahead.').waitFor();
  }
  await field(page, 'Day and time, where you are').fill('2020-02-29T12:00');
  await dialog.getByText('That is in the past').waitFor();
  await dialog.getByRole('button', { name: 'Publish now' }).click();
  await page.getByText('Published 29 Feb 2020').waitFor();
  t.match(await stored(post.id), { publishedAt: '2020-02-29T12:00:00.000Z' });
});

test('by keyboard alone, a conflict is resolved, and dialogs give the focus back', async (t) => {
  const post = await make('one\ntwo', { status: 'published' });
  const { page } = await edit(t, post);
  await text(page).fill('one\nmine');
  await ask('PUT', `${api}/${post.id}`, { content: 'one\ntheirs' });
  await save(page);
  const dialog = page.getByRole('dialog');
  await dialog.locator('ins').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  t.ok(await isFocused(page, 'Text'));
  await save(page);
  await dialog.locator('ins').waitFor();
  for (let n = 0; n < 10; n++) {
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    if (focused === 'Keep mine and save it') break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await says(page, /Saved at/);
  t.ok(await isFocused(page, 'Text'));
  t.equal((await stored(post.id)).content, 'one\nmine');
  await button(page, 'Delete…').press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  t.equal(await page.evaluate(() => document.activeElement?.textContent), 'Delete…');
});

test('the list says what failed, and goes on where it stopped', async (t) => {
  for (let n = 0; n < 51; n++) {
    await ask('POST', '/v1/projects', { name: `Project ${n}`, description: 'One of many' });
  }
  const opened = await openSignedIn(t, browser, url, 'content?kind=project');
  const { page } = opened;
  await page.locator('.items li').first().waitFor();
  await page.route('**/api/v1/projects?**', (route) =>
    route.fulfill({ status: 503, headers: { 'retry-after': '1' }, json: {} }),
  );
  await button(page, 'Show more').click();
  await page.getByRole('alert').filter({ hasText: 'The server cannot do this now' }).waitFor();
  t.equal(await page.locator('.items li').count(), 50, 'what was loaded stays');
  await page.unrouteAll();
  await button(page, 'Try again').click();
  await page.waitForFunction(() => document.querySelectorAll('.items li').length === 51);

  await page.route('**/api/v1/projects/*', (route) =>
    route.request().method() === 'DELETE' ? loseAnswer(route) : route.continue(),
  );
  await button(page, 'Delete Project 0').click();
  const dialog = page.getByRole('dialog', { name: 'Delete this project?' });
  await button(page, 'Delete it').click();
  await dialog.getByRole('alert').waitFor();
  await page.unrouteAll();
  await button(page, 'Delete it').click();
  await says(page, '“Project 0” was deleted.');
  t.pass('a lost answer to a deletion is no error the second time');

  const { items } = await ask<{ items: { id: string; name: string }[] }>(
    'GET',
    '/v1/projects?status=draft&limit=100',
  );
  const other = items.find(({ name }) => name === 'Project 1');
  await button(page, 'Delete Project 1').click();
  await ask('PUT', `/v1/projects/${other?.id}`, { description: 'Changed meanwhile' });
  await button(page, 'Delete it').click();
  await page.getByRole('alert').filter({ hasText: 'has changed' }).waitFor();
  t.match(await ask('GET', `/v1/projects/${other?.id}`), { description: 'Changed meanwhile' });
  t.strictSame(unexpected(opened), []);
});

test('two clicks make one preview link, and the one that is shown works', async (t) => {
  const post = await make('A draft to read');
  const { page } = await edit(t, post);
  let made = 0;
  await page.route('**/preview', async (route) => {
    made += 1;
    const isFirst = made === 1;
    const answer = await route.fetch();
    if (isFirst) await new Promise((done) => setTimeout(done, 700));
    await route.fulfill({ response: answer });
  });
  await button(page, 'Make a preview link').dblclick();
  await field(page, 'Preview link').waitFor();
  await page.waitForTimeout(800);
  t.equal(made, 1);
  t.equal((await fetch(await field(page, 'Preview link').inputValue())).status, 200);
});

/** Waits until `condition` is true, for ten seconds. */
async function until(t: Test, condition: () => Promise<boolean>) {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    if (await condition()) return t.pass();
    await new Promise((done) => setTimeout(done, 100));
  }
  return t.fail('not within ten seconds');
}
