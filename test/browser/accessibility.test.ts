import axe from 'axe-core';
import { t as file, type Test, test } from 'tap';
import type { Resume } from '../../site/resume/resume.ts';
import { resumes } from '../support/resumes.ts';
import { serveWritings } from '../support/served-pages.ts';
import { serveSite } from '../support/site.ts';
import { newPage, startBrowser } from './browser.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const browser = await startBrowser(file);
const withPages: Resume = {
  ...resumes.sample,
  meta: { pages: ['blog', 'projects', 'certifications'] },
};
const { german, arabic, everything, fifteenJobs } = resumes;

for (const [name, resume] of Object.entries({
  sample: undefined,
  german,
  arabic,
  everything,
  fifteenJobs,
  withPages,
})) {
  test(`axe finds no violation in the page of the resume ${name}`, async (t) => {
    const site = await serveSite(t, resume);
    await hasNoViolation(t, site, ['/', '/no-such-page'], resume === arabic);
  });
}

for (const [name, resume] of Object.entries({ sample: undefined, arabic })) {
  test(`axe finds no violation in what the owner of the resume ${name} writes`, async (t) => {
    const { url, paths } = await serveWritings(t, resume);
    await hasNoViolation(t, url, Object.values(paths), resume === arabic);
  });
}

async function hasNoViolation(t: Test, site: string, paths: string[], isArabic: boolean) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1280]) {
      const viewport = { width, height: 800 };
      const { page } = await newPage(t, browser, site, { colorScheme, viewport });
      for (const path of paths) {
        await page.goto(path);
        // By the debugger, as the page's CSP blocks a script element. So axe checks the page as
        // readers get it.
        await page.evaluate(axe.source);
        // The dark theme changes colours only.
        const options: axe.RunOptions =
          colorScheme === 'dark'
            ? { runOnly: ['cat.color'] }
            : { rules: { 'target-size': { enabled: true } } };
        const { passes, violations } = await page.evaluate(
          (options) => window.axe.run(options),
          options,
        );
        const what = `${path} ${colorScheme} ${width}`;
        t.strictSame(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
          [],
          what,
        );
        // axe takes fonts in which letters join for icon fonts, whose colours it does not check. Arabic
        // pages have the same colours as the others.
        const checked = passes.some(({ id }) => id === 'color-contrast');
        t.ok(checked || isArabic, `${what}: axe checked the colours`);
      }
    }
  }
}
