import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig, type Result } from 'lighthouse';
import type { Test } from 'tap';
import { chromiumFlags, chromiumPath } from './browser.ts';

export type Device = 'desktop' | 'mobile';

/** A Chromium of its own, until the test ends. Returns the port to control it by. */
export async function launchChrome(t: Test): Promise<number> {
  const chrome = await launch({
    chromePath: chromiumPath(),
    chromeFlags: [...chromiumFlags, '--headless=new'],
  });
  t.teardown(() => chrome.kill());
  return chrome.port;
}

/** @param keepsStorage leaves the browser signed in. */
export async function audit(url: string, port: number, device: Device, keepsStorage = false) {
  const config = device === 'desktop' ? desktopConfig : undefined;
  const flags = { port, output: ['html' as const, 'json' as const] };
  const result = await lighthouse(url, { ...flags, disableStorageReset: keepsStorage }, config);
  if (!result) throw new Error('Lighthouse returned no result');
  return result;
}

/** Why Lighthouse could not run every audit: problems of the browser or the machine. */
export function errors({ audits, runtimeError }: Result): string[] {
  const messages = Object.values(audits)
    .filter(({ scoreDisplayMode }) => scoreDisplayMode === 'error')
    .map(({ id, errorMessage }) => errorMessage ?? id);
  return [...new Set([...(runtimeError ? [runtimeError.message] : []), ...messages])];
}

/** The scores by category, out of 100. */
export function scores({ categories }: Result): Record<string, number> {
  return Object.fromEntries(
    Object.entries(categories).map(([id, { score }]) => [id, Math.round((score ?? 0) * 100)]),
  );
}

/** The audits that cost points in other categories than performance. */
export function faults({ categories, audits }: Result): string[] {
  return Object.values(categories)
    .filter(({ id }) => id !== 'performance')
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `${id}: ${audits[id]?.title}`);
}
