import axe from 'axe-core';
import type { Route } from 'playwright-core';
import { t as file, test } from 'tap';
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
file.setTimeout(300_000);

test('by keyboard alone, the owner writes a post, publishes it and finds it on the site', async (t) => {
  const opened = await openSignedIn(t, browser, url);
  const { page } = opened;
  const tabTo = async (name: string | RegExp) => {
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null;
        return element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
      });
      if (typeof name === 'string' ? focused.trim() === name : name.test(focused)) return;
    }
    throw new Error(`The focus does not come to ${name}`);
  };
  await tabTo('Content');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Content' }).waitFor();
  await tabTo('New post');
  await page.keyboard.press('Enter');
  await field(page, 'Title').waitFor();
  await tabTo('Title');
  await page.keyboard.type('Written by keyboard');
  await tabTo('Text');
  await page.keyboard.type('Some **text**.');
  await tabTo('Category');
  await page.keyboard.type('Notes');
  await tabTo('Tags');
  await page.keyboard.type('TypeScript,');
  await page.keyboard.type('typescript,css');
  await page.keyboard.press('Enter');
  t.strictSame(
    await page.locator('.names bdi').allTextContents(),
    ['TypeScript', 'css'],
    'names are compared without case',
  );
  await page.keyboard.press('Control+s');
  await says(page, /Saved at \d\d:\d\d/);
  t.match(page.url(), /#\/content\/post\/c_/);
  t.equal(
    await page.evaluate(
      () => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent,
    ),
    'Tags',
    'saving leaves the focus where it is',
  );
  await tabTo('Publish');
  await page.keyboard.press('Enter');
  await page.getByText(/^Published \d/).waitFor();
  t.equal(await field(page, 'Slug').inputValue(), 'written-by-keyboard');
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press('Shift+Tab');
    if (await page.evaluate(() => document.activeElement?.textContent === 'See it on the site'))
      break;
  }
  await page.keyboard.press('Enter');
  await page.waitForURL('**/blog/written-by-keyboard');
  t.equal(await page.locator('.post strong').textContent(), 'text');
  t.strictSame(unexpected(opened), []);
});

test('the API’s errors are at their fields, and the first has the focus', async (t) => {
  const opened = await openSignedIn(t, browser, url, 'content/post/new');
  const { page } = opened;
  const long = 'x'.repeat(500);
  await field(page, 'Title').fill(long);
  await field(page, 'Text').fill('Text');
  await field(page, 'Category').fill('Notes');
  await page.getByText('500 of 200 characters.').waitFor();
  await button(page, 'Save draft').click();
  await page.getByText('At most 200 characters.').waitFor();
  t.equal(await field(page, 'Title').getAttribute('aria-invalid'), 'true');
  t.ok(await field(page, 'Title').evaluate((element) => element === document.activeElement));
  t.equal(await field(page, 'Title').inputValue(), long, 'nothing is cut off');
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  t.ok(width <= 0, 'a title without spaces does not widen the page');
  await field(page, 'Title').fill('x'.repeat(170));
  await page.getByText('170 of 200 characters.').waitFor();
  t.equal(await field(page, 'Title').getAttribute('aria-invalid'), null);
  await field(page, 'Slug').fill('Not A Slug');
  await button(page, 'Save draft').click();
  await page.getByText('Use a–z and 0–9, with single hyphens between them.').waitFor();
  const { slug } = await make();
  await field(page, 'Slug').fill(slug);
  await page.keyboard.press('Control+s');
  await page.getByText('Another item has this slug.').waitFor();
  await field(page, 'Slug').fill('');
  await field(page, 'Published first at').fill('http://example.com');
  await page.keyboard.press('Enter');
  await page.getByText('Write an address that begins with https://.').waitFor();
  await field(page, 'Published first at').fill('');
  await page.keyboard.press('Enter');
  await says(page, /Saved at/);
  t.strictSame(unexpected(opened), []);
});

test('ten saves during a save are one more request, with the newest text', async (t) => {
  const post = await make();
  const { page } = await edit(t, post);
  const seen = await onWrite(page, async (route) => {
    await new Promise((done) => setTimeout(done, 700));
    await route.continue();
  });
  for (let n = 0; n <= 10; n++) {
    await field(page, 'Text').fill(`text ${n}`);
    await page.keyboard.press('Control+s');
  }
  await says(page, /Saved at/);
  t.equal((await stored(post.id)).content, 'text 10');
  t.equal(seen.writes, 2);
});

test('a lost answer is no conflict, neither of an update nor of a creation', async (t) => {
  const post = await make();
  const { page } = await edit(t, post);
  const seen = await onWrite(page, (route, n) => (n === 1 ? loseAnswer(route) : route.continue()));
  await field(page, 'Text').fill('sent once');
  await page.keyboard.press('Control+s');
  await says(page, 'The server has not answered. Your text is kept in this browser.');
  await says(page, /Saved at/);
  t.equal(seen.writes, 1, 'it was stored, so it is not sent again');
  t.equal(await page.getByRole('dialog').count(), 0);
  t.equal((await stored(post.id)).content, 'sent once');

  await page.unrouteAll();
  await page.goto('/admin/#/content/post/new');
  let lost = 0;
  await page.route(`**/api${api}`, (route) => {
    if (route.request().method() !== 'POST' || lost++ > 0) return route.continue();
    return loseAnswer(route);
  });
  await field(page, 'Title').fill('Created once');
  await field(page, 'Text').fill('first');
  await field(page, 'Category').fill('Notes');
  await page.keyboard.press('Control+s');
  await says(page, 'The server has not answered.');
  await field(page, 'Text').fill('second');
  await says(page, /Saved at/);
  await page.waitForURL('**/#/content/post/c_*');
  const { items } = await ask<{ items: Post[] }>('GET', `${api}?status=all&limit=100`);
  const created = items.filter(({ title }) => title === 'Created once');
  t.equal(created.length, 1);
  t.equal((await stored(created[0]?.id ?? '')).content, 'second');
});

test('a server that is away, busy or slow loses no text and moves no caret', async (t) => {
  const post = await make();
  const opened = await edit(t, post);
  const { page } = opened;
  const text = field(page, 'Text');
  const answers: ((route: Route) => Promise<unknown>)[] = [
    (route) => route.abort('connectionrefused'),
    (route) => route.fulfill({ status: 503, headers: { 'retry-after': '1' }, json: {} }),
    (route) => route.fulfill({ status: 429, headers: { 'retry-after': '1' }, json: {} }),
    (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<p>Bad gateway' }),
    async (route) => {
      await new Promise((done) => setTimeout(done, 3000));
      await route.continue();
    },
  ];
  await onWrite(page, (route, n) => answers[n - 1]?.(route) ?? route.continue());
  await text.fill('abcdef');
  await text.evaluate((element: HTMLTextAreaElement) => element.setSelectionRange(3, 3));
  await page.keyboard.press('Control+s');
  await says(page, 'The server has not answered.');
  await says(page, 'Too many requests.');
  await says(page, 'Still saving… You can go on writing.');
  await page.keyboard.type('X');
  await says(page, 'Not saved yet.');
  t.equal(await text.inputValue(), 'abcXdef');
  t.ok(await text.evaluate((element) => element === document.activeElement));
  t.equal(await text.evaluate((element: HTMLTextAreaElement) => element.selectionStart), 4);
  t.equal((await stored(post.id)).content, 'abcdef');
  await page.keyboard.press('Control+s');
  await says(page, /Saved at/);
  t.equal((await stored(post.id)).content, 'abcXdef');
  t.strictSame(unexpected(opened), []);
});

test('what is written offline is saved when the browser is back', async (t) => {
  const post = await make();
  const { page } = await edit(t, post);
  await page.context().setOffline(true);
  await field(page, 'Text').fill('written offline');
  await page.keyboard.press('Control+s');
  await says(page, 'You are offline. Your text is kept in this browser.');
  await page.context().setOffline(false);
  await says(page, /Saved at/);
  t.equal((await stored(post.id)).content, 'written offline');
});

test('of two tabs on one post, the second sees both texts and chooses', async (t) => {
  const post = await make('one\ntwo\nthree');
  for (const choice of ['Go on editing', 'Keep mine and save it', 'Take the server’s']) {
    const opened = await edit(t, post);
    const { page } = opened;
    const other = await page.context().newPage();
    await other.goto(`${url}/admin/#/content/post/${post.id}`);
    await field(other, 'Text').waitFor();
    await field(page, 'Text').fill(`one\nMINE ${choice}\nthree`);
    await field(other, 'Text').fill(`one\ntheirs ${choice}\nthree`);
    await other.keyboard.press('Control+s');
    await says(other, /Saved at/);
    await says(page, 'Not saved: this post was changed elsewhere.');
    t.equal(await page.getByRole('dialog').count(), 0, 'no dialog while one writes');
    await page.keyboard.press('Control+s');
    const dialog = page.getByRole('dialog', { name: 'There are two versions' });
    await dialog.locator('ins').waitFor();
    t.strictSame(await dialog.locator('ins').allTextContents(), [`MINE ${choice}`]);
    t.strictSame(await dialog.locator('del').allTextContents(), [`theirs ${choice}`]);
    await dialog.getByRole('button', { name: choice }).click();
    const { content } = await stored(post.id);
    if (choice === 'Keep mine and save it') {
      await says(page, /Saved at/);
      t.match((await stored(post.id)).content, /MINE/);
      // The other tab takes it, as nothing was written there.
      await hasText(other, 'MINE');
    } else t.match(content, /theirs/);
    await hasText(page, choice === 'Take the server’s' ? 'theirs' : 'MINE');
    t.strictSame(unexpected(opened), []);
    await page.context().close();
  }
});

test('a post that was deleted elsewhere can be saved as a new one', async (t) => {
  const post = await make();
  const { page } = await edit(t, post);
  await ask('DELETE', `${api}/${post.id}`);
  await field(page, 'Text').fill('still here');
  await page.keyboard.press('Control+s');
  await page.getByRole('dialog', { name: 'This post was deleted' }).waitFor();
  await button(page, 'Save it as a new post').click();
  await says(page, /Saved at/);
  await page.waitForURL((address) => /c_/.test(address.hash) && !address.hash.includes(post.id));
  t.equal((await stored(page.url().split('/').at(-1) ?? '')).content, 'still here');
});

test('a session that ends in the middle of an edit loses no text', async (t) => {
  const post = await make();
  const { page } = await edit(t, post);
  await field(page, 'Text').fill('written before the session ended');
  await page.route('**/api/v1/**', (route) => {
    if (route.request().url().includes('/auth/login')) return route.continue();
    return route.fulfill({ status: 401, json: { statusCode: 401, message: 'no' } });
  });
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.waitFor();
  t.equal(await field(page, 'Text').inputValue(), 'written before the session ended');
  await page.unrouteAll();
  await dialog.getByLabel('Password', { exact: true }).fill('Local-Owner-1');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await says(page, /Saved at/);
  t.equal((await stored(post.id)).content, 'written before the session ended');
});

test('unsaved text survives a reload, a crash and a sign-out, and is offered again', async (t) => {
  for (const end of ['reload', 'crash', 'sign-out']) {
    const post = await make('stored', { status: 'published', title: `After a ${end}` });
    const opened = await edit(t, post);
    let { page } = opened;
    let asked = 0;
    page.on('dialog', (dialog) => {
      asked += 1;
      return dialog.accept();
    });
    await field(page, 'Text').press('End');
    await page.keyboard.type(' and more');
    await page.waitForTimeout(500);
    if (end === 'reload') await page.reload();
    else if (end === 'crash') {
      const context = page.context();
      await page.close({ runBeforeUnload: false });
      page = await context.newPage();
      await page.goto(`${url}/admin/#/content/post/${post.id}`);
    } else {
      await button(page, 'Sign out').click();
      await signIn(page);
    }
    await page.getByText(/There is unsaved text of \d\d:\d\d\./).waitFor();
    t.equal(asked, 0, 'nothing would be lost, so nobody is asked');
    t.equal(await field(page, 'Text').inputValue(), 'stored');
    await button(page, 'Go on with it').click();
    await hasText(page, 'and more');
    t.equal((await stored(post.id)).content, 'stored', 'a published post changes only by a click');
    await button(page, 'Update').click();
    await says(page, /Saved at/);
    t.match((await stored(post.id)).content, 'and more');
    await page.waitForTimeout(500);
    await page.reload();
    await field(page, 'Text').waitFor();
    t.equal(await page.getByText('There is unsaved text').count(), 0, 'dropped once it is stored');
    await page.context().close();
  }
});

test('unsaved text for an older version is compared, not applied', async (t) => {
  const post = await make('stored', { status: 'published' });
  const { page } = await edit(t, post);
  await field(page, 'Text').fill('unsaved');
  await page.waitForTimeout(500);
  await page.goto('/');
  await ask('PUT', `${api}/${post.id}`, { content: 'newer' });
  await page.goto(`/admin/#/content`);
  await page.getByRole('link', { name: 'A post' }).first().waitFor();
  await page.getByText('Unsaved text in this browser:').waitFor();
  await page.goto(`/admin/#/content/post/${post.id}`);
  await page.getByText('written before the last change').waitFor();
  t.equal(await field(page, 'Text').inputValue(), 'newer');
  await button(page, 'Compare').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('ins').waitFor();
  await button(page, 'Keep mine').click();
  await hasText(page, 'unsaved');
  t.equal((await stored(post.id)).content, 'newer');
});

test('text of a new post survives a crash as well', async (t) => {
  const { page } = await openSignedIn(t, browser, url, 'content/post/new');
  await field(page, 'Title').fill('A new idea');
  await page.waitForTimeout(500);
  const context = page.context();
  await page.close({ runBeforeUnload: false });
  const next = await context.newPage();
  await next.goto(`${url}/admin/#/content`);
  await next.getByRole('link', { name: 'A new idea' }).click();
  await button(next, 'Go on with it').click();
  await next.getByRole('heading', { name: 'A new idea' }).waitFor();
  t.equal(await field(next, 'Title').inputValue(), 'A new idea');
});

test('a browser that refuses storage says that the text is only on this page', async (t) => {
  const post = await make();
  const { page } = await newPage(t, browser, url);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('refused', 'SecurityError');
      },
    });
  });
  await page.goto(`/admin/#/content/post/${post.id}`);
  await signIn(page);
  await field(page, 'Text').fill('only here');
  await page.getByText('your text is only on this page').waitFor();
  let asked = 0;
  page.on('dialog', (dialog) => {
    asked += 1;
    return dialog.dismiss();
  });
  await page.close({ runBeforeUnload: true });
  await page.waitForTimeout(300);
  t.equal(asked, 1, 'leaving would lose it');
  await page.keyboard.press('Control+s');
  await says(page, /Saved at/);
  t.equal(await page.getByText('your text is only on this page').count(), 0);
});

for (const status of ['draft', 'published']) {
  test(`a post that is ${status} ${status === 'draft' ? 'saves' : 'does not save'} by itself`, async (t) => {
    const post = await make('before', { status });
    const { page } = await newPage(t, browser, url);
    await page.clock.install();
    await page.goto(`/admin/#/content/post/${post.id}`);
    await signIn(page);
    await field(page, 'Text').fill('after');
    await page.clock.runFor(9000);
    t.equal((await stored(post.id)).content, 'before');
    await page.clock.runFor(2000);
    if (status === 'draft') await says(page, /Saved at/);
    else await page.clock.runFor(60_000);
    t.equal((await stored(post.id)).content, status === 'draft' ? 'after' : 'before');
  });
}

test('a clock that is an hour off changes nothing but the times that it tells', async (t) => {
  for (const hours of [-1, 1]) {
    const post = await make();
    const opened = await newPage(t, browser, url);
    const { page } = opened;
    await page.clock.setSystemTime(Date.now() + hours * 3_600_000);
    await page.goto(`/admin/#/content/post/${post.id}`);
    await signIn(page);
    await field(page, 'Text').fill('by a wrong clock');
    await page.keyboard.press('Control+s');
    await says(page, /Saved at/);
    await button(page, 'Publish').click();
    await page.getByText(/^Published \d/).waitFor();
    t.equal((await stored(post.id)).status, 'published');
    t.strictSame(unexpected(opened), []);
  }
});

test('a post is scheduled, published now, and made a draft again', async (t) => {
  const post = await make();
  const { page } = await edit(t, post, { timezoneId: 'America/New_York' });
  await button(page, 'Choose when to publish…').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await page.getByText('Choose a day and a time.').waitFor();
  await field(page, 'Day and time, where you are').fill('2030-01-05T10:30');
  await page.getByText('That is 5 Jan 2030, 15:30 UTC.').waitFor();
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await page.getByText('Scheduled for 5 Jan 2030, 15:30 UTC').waitFor();
  t.match(await stored(post.id), { status: 'scheduled', publishedAt: '2030-01-05T15:30:00.000Z' });
  await button(page, 'Publish now').click();
  await page.getByText('Everybody can see it.').waitFor();
  t.equal((await stored(post.id)).status, 'published');
  await button(page, 'Make it a draft again').click();
  await page.getByText('Only you can see this post.').waitFor();
  t.equal((await stored(post.id)).status, 'draft');
});

test('a preview link opens a draft until it is revoked', async (t) => {
  const post = await make('A draft to read');
  const opened = await edit(t, post);
  const { page } = opened;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  await button(page, 'Make a preview link').click();
  const link = await field(page, 'Preview link').inputValue();
  await button(page, 'Copy the link').click();
  await page.getByText('Copied.').waitFor();
  t.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  t.match(await (await fetch(link)).text(), 'A draft to read');
  await button(page, 'Revoke the link').click();
  await page.getByText('No link works any more.').waitFor();
  t.equal((await fetch(link)).status, 404);
  t.strictSame(unexpected(opened), []);
});

test('a post that is kept in git says what to do after a change', async (t) => {
  const post = await ask<Post>('POST', api, {
    title: 'Kept in git',
    category: 'Notes',
    content: 'a',
    origin: { path: 'content/posts/kept.md', hash: 'abc' },
  });
  const { page } = await edit(t, post);
  await page.getByText('Kept in content/posts/kept.md.').waitFor();
  await page.getByText('npm run content -- pull').waitFor();
  await field(page, 'Text').fill('b');
  await page.keyboard.press('Control+s');
  await says(page, /Saved at/);
  t.match(await stored(post.id), { origin: { path: 'content/posts/kept.md', hash: 'abc' } });
});

test('projects and certifications have all their fields', async (t) => {
  const opened = await openSignedIn(t, browser, url, 'content/project/new');
  const { page } = opened;
  await field(page, 'Name').fill('Analytical Engine');
  await field(page, 'Description').fill('A machine');
  await field(page, 'Text').fill('With **cards**.');
  await field(page, 'Made with').fill('Brass, Steam,');
  await field(page, 'Company').fill('Babbage & Co');
  await field(page, 'Featured').check();
  await field(page, 'Source code').fill('https://example.com/code');
  await field(page, 'Live').fill('https://example.com/');
  const image = page.locator('input[type=file]').last();
  await image.setInputFiles({ name: 'x.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<') });
  await page.getByText('x.svg is an SVG, which may contain scripts. Save it as PNG.').waitFor();
  await image.setInputFiles({
    name: 'one.gif',
    mimeType: 'image/gif',
    buffer: Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
  });
  await page.getByAltText('The chosen one').waitFor();
  await button(page, 'Publish').click();
  await page.getByText(/^Published \d/).waitFor();
  const project = await ask<object>('GET', `/v1/projects/${page.url().split('/').at(-1)}`);
  t.match(project, {
    name: 'Analytical Engine',
    description: 'A machine',
    longDescription: 'With **cards**.',
    tech: ['Brass', 'Steam'],
    company: 'Babbage & Co',
    featured: true,
    githubUrl: 'https://example.com/code',
    liveUrl: 'https://example.com/',
    image: /^\/media\/[0-9a-f]{16}-1x1\.gif$/,
    slug: 'analytical-engine',
  });

  await page.goto('/admin/#/content/certification/new');
  await field(page, 'Name').fill('Tripos');
  await field(page, 'Issuer').fill('Cambridge');
  await field(page, 'Type').selectOption('Course');
  await field(page, 'Description').fill('Hard');
  await field(page, 'Proof').fill('https://example.com/proof');
  await field(page, 'Icon').fill('🎓');
  await button(page, 'Publish').click();
  await page.getByText(/^Published \d/).waitFor();
  t.match(await field(page, 'Earned on').inputValue(), /^\d{4}-\d\d-\d\d$/, 'today by default');
  await field(page, 'Earned on').fill('2020-02-29');
  await field(page, 'Icon').fill('');
  await button(page, 'Update').click();
  await says(page, /Saved at/);
  const path = `/v1/certifications/${page.url().split('/').at(-1)}`;
  const certification = await ask<{ icon?: string }>('GET', path);
  t.match(certification, {
    type: 'course',
    dateEarned: '2020-02-29',
    credentialUrl: 'https://example.com/proof',
  });
  t.equal(certification.icon, undefined, 'an emptied field is cleared');
  await page.getByRole('link', { name: 'See it on the site' }).click();
  await page.getByText('Tripos').first().waitFor();
  t.strictSame(unexpected(opened), []);
});

test('scripts, emoji and text from right to left stay text in every field', async (t) => {
  const opened = await openSignedIn(t, browser, url, 'content/post/new');
  const { page } = opened;
  const texts = [
    ...Object.values(xss).slice(0, 12),
    'مرحبا بالعالم 👩🏽‍💻 {{x}}',
    '‮evil‬ "><img src=x onerror=window.pwned=1>',
  ].map((text) => text.replace(/\s+/g, ' '));
  const posts: string[] = [];
  for (const text of texts) {
    await page.goto('/admin/#/content');
    await page.goto('/admin/#/content/post/new');
    for (const label of ['Title', 'Text', 'Excerpt']) await field(page, label).fill(text);
    await field(page, 'Category').fill(text.slice(0, 50));
    await field(page, 'Tags').fill(text.replaceAll(',', '').slice(0, 40));
    await field(page, 'Tags').press('Enter');
    await page.keyboard.press('Control+s');
    await says(page, /Saved at/);
    await page.waitForURL('**/#/content/post/c_*');
    const id = page.url().split('/').at(-1) ?? '';
    posts.push(id);
    t.match(await stored(id), { title: text.trim(), content: text });
    await page.reload();
    await field(page, 'Title').waitFor();
    t.equal(await field(page, 'Title').inputValue(), text.trim());
  }
  await page.goto('/admin/#/content');
  await page.locator('.items li').first().waitFor();
  await button(page, `Delete ${texts[0]}`).click();
  await page.getByRole('dialog').waitFor();
  t.notOk(await page.evaluate(() => 'pwned' in window));
  t.strictSame(unexpected(opened), []);
  for (const id of posts) await ask('DELETE', `${api}/${id}`);
});

test('100,000 characters are typed, saved and compared', async (t) => {
  const content = `${'word '.repeat(99)}\n`.repeat(200).slice(0, 99_900);
  const post = await make(content, { status: 'published' });
  const { page } = await edit(t, post);
  await field(page, 'Text').press('Control+End');
  const before = Date.now();
  await page.keyboard.type('0123456789');
  t.comment(`a key takes ${(Date.now() - before) / 10} ms`);
  await ask('PUT', `${api}/${post.id}`, { content: `${content}theirs` });
  await page.keyboard.press('Control+s');
  await page.getByRole('dialog').locator('ins').waitFor();
  await button(page, 'Keep mine and save it').click();
  await says(page, /Saved at/);
  t.equal((await stored(post.id)).content, `${content}0123456789`);
});

test('the list filters, searches all titles, and deletes by name', async (t) => {
  for (let n = 0; n < 60; n++) await make('a', { title: `Number ${n}` });
  const target = await make('a', { status: 'published', title: 'Über das Löschen' });
  const opened = await openSignedIn(t, browser, url, 'content');
  const { page } = opened;
  await button(page, 'Show more').waitFor();
  t.equal(await page.locator('.items li').count(), 50);
  await button(page, 'Show more').click();
  await page.waitForFunction(() => document.querySelectorAll('.items li').length > 60);
  await page.reload();
  await page.getByLabel('Search in titles').pressSequentially('number 1');
  await page.getByText('11 found.').waitFor();
  t.ok(
    await page.getByLabel('Search in titles').evaluate((one) => one === document.activeElement),
    'typing goes on in the field',
  );
  await page.getByLabel('Show', { exact: true }).selectOption('Published');
  await page.getByText('No title contains “number 1”.').waitFor();
  await page.getByLabel('Search in titles').fill('uber');
  await page.getByText('1 found.').waitFor();
  t.match(await page.locator('.items').textContent(), /Über das LöschenPublished \d/);
  await page.reload();
  await page.getByText('1 found.').waitFor();
  await page.getByRole('link', { name: 'See it: Über das Löschen' }).waitFor();
  t.match(await page.title(), /^Content – /);
  await button(page, 'Delete Über das Löschen').click();
  const dialog = page.getByRole('dialog', { name: 'Delete this post?' });
  await dialog.getByText('its 0 views').waitFor();
  t.match(await dialog.textContent(), `/blog/${target.slug}`);
  const download = page.waitForEvent('download');
  await button(page, 'Download a copy').click();
  t.equal((await download).suggestedFilename(), `${target.slug}.md`);
  await page.keyboard.press('Escape');
  t.equal((await stored(target.id)).status, 'published', 'Escape deletes nothing');
  await button(page, 'Delete Über das Löschen').click();
  await button(page, 'Delete it').click();
  await says(page, '“Über das Löschen” was deleted.');
  await t.rejects(stored(target.id), /404/);
  t.strictSame(unexpected(opened), []);
});

test('the list and the form pass axe in both themes, and fit 320 px', async (t) => {
  const post = await make('Some text', { status: 'published', title: 'x'.repeat(200) });
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 1280]) {
      const viewport = { width, height: 800 };
      const { page } = await edit(t, post, { colorScheme, viewport });
      const check = async (what: string) => {
        await page.evaluate(axe.source);
        const options: axe.RunOptions = { rules: { 'target-size': { enabled: true } } };
        const { violations } = await page.evaluate((options) => window.axe.run(options), options);
        t.strictSame(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
          [],
          `${what} ${colorScheme} ${width}`,
        );
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        t.ok(wide <= 0, `${what} ${width}`);
      };
      await check('form');
      await button(page, 'Delete…').click();
      await check('delete');
      await button(page, 'Keep it').click();
      await ask('PUT', `${api}/${post.id}`, { content: `other ${colorScheme} ${width}` });
      await field(page, 'Text').fill('mine');
      await field(page, 'Tags').fill('one, two,');
      await page.keyboard.press('Control+s');
      await page.getByRole('dialog').locator('ins').first().waitFor();
      await check('conflict');
      await button(page, 'Take the server’s').click();
      // The focus returns to where it was before the dialog.
      await page.locator('input:focus').waitFor();
      await field(page, 'Title').fill('');
      await page.keyboard.press('Control+s');
      await page.locator('[aria-invalid]').waitFor();
      await check('error');
      await page.goto('/admin/#/content');
      await page.locator('.items li').first().waitFor();
      await check('list');
      await page.context().close();
    }
  }
});
