import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Test } from 'tap';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine: the tests download none. */
export function chromiumPath(): string {
  const { CHROMIUM } = process.env;
  const path = (CHROMIUM ? [CHROMIUM] : places).find(existsSync);
  if (path) return path;
  throw new Error(
    CHROMIUM
      ? `There is no CHROMIUM=${CHROMIUM}.`
      : 'Chromium was not found. Install it, or set CHROMIUM=/path/to/chromium.',
  );
}

/** They keep Chromium from using the network by itself, and from differing between machines. */
export const chromiumFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Chromium's sandbox refuses to start as root, as in a container.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** A headless Chromium, closed at the end of the test. */
export async function startBrowser(t: Pick<Test, 'teardown'>): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
  t.teardown(() => browser.close());
  return browser;
}

const reportViolations = `addEventListener('securitypolicyviolation', (event) =>
  console.error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI))`;

export interface Opened {
  page: Page;
  /** What the browser has reported so far: errors, also of the CSP, and requests to other origins. */
  problems: string[];
}

/** A page with storage of its own, closed at the end of the test. Its paths are relative to `site`. */
export async function newPage(
  t: Test,
  browser: Browser,
  site: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext({ baseURL: site, ...options });
  t.teardown(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} ${message.location().url}`);
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(site).origin) problems.push(request.url());
  });
  await page.addInitScript({ content: reportViolations });
  return { page, problems };
}

/** Waits until the page has painted all earlier changes. */
export async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
}
