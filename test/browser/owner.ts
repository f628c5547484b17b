import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Test } from 'tap';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import type { Credentials } from '../support/user-pool.ts';
import { newPage, type Opened } from './browser.ts';

/** Fills in the form and sends it. */
export async function signIn(page: Page, { email, password }: Credentials = localOwner) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The owner's pages, signed in. @param path after `#/` */
export async function openSignedIn(
  t: Test,
  browser: Browser,
  url: string,
  path = '',
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const opened = await newPage(t, browser, url, options);
  await opened.page.goto(`/admin/#/${path}`);
  await signIn(opened.page);
  await opened.page.getByRole('navigation', { name: 'Owner’s pages' }).waitFor();
  return opened;
}

/** What the browser reported, without the answers of the API that the test is about. */
export function unexpected({ problems }: Opened): string[] {
  return problems.filter((problem) => !/Failed to load resource|net::ERR_/.test(problem));
}
