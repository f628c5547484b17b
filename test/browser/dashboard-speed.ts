import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CDPSession, chromium } from 'playwright-core';
import { daysUpTo, utcDay } from '../../app/days/utc-day.ts';
import { edgeServer } from '../../app/entry/local-edge.ts';
import { bundleAdmin } from '../../site/admin.ts';
import { buildSite } from '../../site/build.ts';
import { chromiumFlags, chromiumPath } from './browser.ts';

// Measures how long Chromium is busy with a year of numbers, and writes docs/dashboard-speed.md.
const rounds = 9;
const pages = 200;
const today = utcDay(Date.now());

const named = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, i) => ({ name: `${prefix}${i}`, visitors: count - i }));
const answers: Record<string, (query: URLSearchParams) => object> = {
  '/v1/auth/refresh': () => ({ accessToken: 'token', idToken: 'token', expiresIn: 3600 }),
  '/v1/auth/me': () => ({ id: '1', email: 'owner@example.com', name: null, role: 'owner' }),
  '/v1/visitors/count': () => ({ count: 20_000, today: 9, lastUpdated: new Date() }),
  '/v1/visitors/trends/daily': (query) => ({
    trends: daysUpTo(query.get('until') ?? today, Number(query.get('days'))).map((date, i) => ({
      date,
      visitors: (i * 37) % 101,
      views: (i * 53) % 307,
    })),
  }),
  '/v1/analytics/overview': () => ({
    from: today,
    to: today,
    visitors: 20_000,
    views: 30_000,
    paths: named(pages, '/blog/post-'),
    referrers: named(pages, 'site.example/'),
    countries: ['DE', 'US', 'GB', 'IN'].map((name) => ({ name, visitors: 5000 })),
    devices: named(4, 'device '),
    goals: named(6, 'goal '),
    ledger: {
      ...{ received: 40_000, counted: 20_000, duplicate: 10_000, bot: 10_000, prefetch: 0 },
      ...{ optedOut: 0, owner: 0, crossSite: 0, rateLimited: 0 },
    },
    imported: [],
  }),
  '/v1/analytics/top-content': () => ({ blogs: [], projects: [], certifications: [] }),
  '/v1/blog/posts': () => ({
    items: daysUpTo(today, 100)
      .reverse()
      .map((day, i) => ({
        title: `Post ${i}`,
        slug: `post-${i}`,
        publishedAt: `${day}T00:00:00Z`,
      })),
    nextCursor: null,
  }),
};

const folder = await mkdtemp(join(tmpdir(), 'dashboard-speed-'));
const target = join(folder, 'site');
const admin = { ...(await bundleAdmin()), licenses: '' };
await buildSite({ source: 'public', target, admin });
const server = edgeServer(target)((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answers[pathname.replace(/^\/api/, '')]?.(searchParams) ?? {}));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address() as AddressInfo;

const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.addInitScript(() => {
  localStorage.setItem('owner-session', JSON.stringify({ refreshToken: 'token', email: 'a@b.c' }));
});
await page.goto(`http://127.0.0.1:${port}/admin/#/?days=7`);
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable');
const taken: { total: number; script: number }[] = [];
for (let round = 0; round < rounds; round++) {
  await shown(7);
  const before = await busy(devtools);
  await page.evaluate(() => document.querySelector<HTMLElement>('.ranges a[href$="365"]')?.click());
  await shown(53);
  const after = await busy(devtools);
  taken.push({ total: after.total - before.total, script: after.script - before.script });
  await page.evaluate(() => document.querySelector<HTMLElement>('.ranges a[href$="7"]')?.click());
}
await browser.close();
server.close();
server.closeAllConnections();
await rm(folder, { recursive: true });

const [total, script] = (['total', 'script'] as const).map((of) => {
  const sorted = taken.map((one) => one[of]).sort((a, b) => a - b);
  return { median: ms(sorted[(rounds - 1) / 2]), most: ms(sorted.at(-1)) };
});
await writeFile(
  'docs/dashboard-speed.md',
  `# How fast a year of numbers is drawn

Written by \`npm run bench:dashboard\`. The owner changes from 7 days to a year: 365 days beside the 365 days before, 100
posts, ${pages} pages and ${pages} referrers. This keeps the browser's main thread busy for
**${total?.median} ms** (at most ${total?.most} ms), of which scripts take ${script?.median} ms (at most ${script?.most} ms): everything from the click to the
painted page, reading the answers included, waiting for them excluded. The median of ${rounds} rounds in one page,
Chromium ${browser.version()}, ${cpus()[0]?.model.trim()}. The goal is less than 100 ms.
`,
);
console.log(`${total?.median} ms (at most ${total?.most} ms)`);

/** Waits until a chart has this many bars, and all answers are drawn. */
async function shown(bars: number): Promise<void> {
  await page.waitForFunction(
    (bars) =>
      document.querySelector('.chart')?.querySelectorAll('.slot').length === bars &&
      document.querySelector('.status button')?.getAttribute('aria-disabled') === 'false',
    bars,
    // Each look at the page counts as work of its main thread.
    { polling: 300 },
  );
}

/** Seconds that the main thread has worked so far. */
async function busy(devtools: CDPSession): Promise<{ total: number; script: number }> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { total: of('TaskDuration'), script: of('ScriptDuration') };
}

function ms(seconds = Number.NaN): number {
  return Math.round(seconds * 1000);
}
