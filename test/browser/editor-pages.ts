import type { BrowserContextOptions, Page, Route } from 'playwright-core';
import type { Test } from 'tap';
import { type OwnerSite, startOwnerSite } from '../support/owner-site.ts';
import { type Opened, startBrowser } from './browser.ts';
import { openSignedIn } from './owner.ts';

export interface Post {
  id: string;
  slug: string;
  title: string;
  content: string;
  status: string;
  version: number;
  tags: string[];
  category: string;
  excerpt?: string;
}

export const api = '/v1/blog/posts';

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
/** Waits until a status that is read out contains `text`. */
export const says = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text }).waitFor();

/** Waits until the text in the form has `part`: it comes from outside a moment later. */
export const hasText = (page: Page, part: string) =>
  page.waitForFunction((part) => document.querySelector('textarea')?.value.includes(part), part);

export interface EditorSite extends OwnerSite {
  browser: Awaited<ReturnType<typeof startBrowser>>;
  stored(id: string): Promise<Post>;
  /** A draft, or a published post, with a text. */
  make(content?: string, options?: { status?: string; title?: string }): Promise<Post>;
  /** The editor of a post. */
  edit(t: Test, post: { id: string }, options?: BrowserContextOptions): Promise<Opened>;
}

/** A browser, and a site whose owner writes posts. */
export async function startEditorSite(t: Pick<Test, 'teardown'>): Promise<EditorSite> {
  const browser = await startBrowser(t);
  const site = await startOwnerSite(t);
  return {
    ...site,
    browser,
    stored: (id) => site.ask<Post>('GET', `${api}/${id}`),
    make: (content = 'One\n\nTwo', { status = 'draft', title = 'A post' } = {}) =>
      site.ask<Post>('POST', api, { title, category: 'Notes', content, status }),
    async edit(t, post, options = {}) {
      const opened = await openSignedIn(t, browser, site.url, `content/post/${post.id}`, options);
      await field(opened.page, 'Text').waitFor();
      return opened;
    },
  };
}

/** Counts the writes to posts, and has `act` answer them. */
export async function onWrite(page: Page, act: (route: Route, count: number) => Promise<unknown>) {
  const seen = { writes: 0 };
  await page.route('**/api/v1/blog/posts/**', async (route) => {
    if (route.request().method() === 'GET') return route.continue();
    seen.writes += 1;
    return act(route, seen.writes);
  });
  return seen;
}

/** The server answers, and nobody hears it. */
export async function loseAnswer(route: Route) {
  await route.fetch();
  await route.abort('connectionreset');
}
