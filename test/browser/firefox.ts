import { existsSync } from 'node:fs';
import puppeteer, { type Browser } from 'puppeteer-core';
import type { Test } from 'tap';

const places = [
  '/usr/bin/firefox',
  '/usr/bin/firefox-esr',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** The Firefox of this machine, if it has one. */
export function firefoxPath(): string | undefined {
  const { FIREFOX } = process.env;
  if (FIREFOX && !existsSync(FIREFOX)) throw new Error(`There is no FIREFOX=${FIREFOX}.`);
  return FIREFOX ?? places.find(existsSync);
}

/** A headless Firefox, closed at the end of the test. Playwright would need a Firefox of its own. */
export async function startFirefox(t: Pick<Test, 'teardown'>, path: string): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    // Its own pages and updates ask the network.
    extraPrefsFirefox: {
      'app.normandy.enabled': false,
      'browser.safebrowsing.update.enabled': false,
    },
  });
  t.teardown(() => browser.close());
  return browser;
}
