import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { edgeServer } from '../../app/entry/local-edge.ts';
import { readFrontMatter } from '../../scripts/content/front-matter.ts';
import { cleanupStack } from '../../scripts/lib/cleanup-stack.ts';
import { buildSite } from '../../site/build.ts';
import { addNumbers } from '../support/owner-numbers.ts';
import { startOwnerSite } from '../support/owner-site.ts';
import { chromiumFlags, chromiumPath } from './browser.ts';
import { signIn } from './owner.ts';

// Takes the pictures of the sample resume and of the owner's pages in README and docs.
const { started, stop } = cleanupStack();
const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
const target = join(folder, 'site');
await buildSite({ source: 'public', target });
const server = edgeServer(target)((_, response) => response.end('{"count":1204}'));
await once(server.listen(0, '127.0.0.1'), 'listening');
const { port } = server.address() as AddressInfo;

const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 900, height: 800 } });
  await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'load' });
  await page.evaluate('document.fonts.ready');
  await page.screenshot({ path: `docs/images/${colorScheme}.png` });
}

const site = await startOwnerSite({
  teardown: (end) => void started.push({ stop: async () => end() }),
});
await addNumbers(site);
const { fields, text } = readFrontMatter(
  await readFile('scripts/seed/posts/cold-starts-are-a-budget.md', 'utf8'),
);
const { title, category, tags } = fields;
const fieldsOfPost = { title, category, tags, content: text };
const post = await site.ask<{ id: string }>('POST', '/v1/blog/posts', fieldsOfPost);
const owner = await browser.newPage({
  viewport: { width: 1080, height: 860 },
  baseURL: site.url,
});
await owner.goto('/admin/');
await signIn(owner);
await owner.getByRole('heading', { name: 'Countries' }).waitFor();
await owner.screenshot({ path: 'docs/images/numbers.png' });
await owner.goto(`/admin/#/content/post/${post.id}`);
await owner.getByRole('region', { name: 'Preview' }).getByRole('paragraph').first().waitFor();
await owner.evaluate('scrollTo(0, 0)');
await owner.screenshot({ path: 'docs/images/editor.png' });
await browser.close();
await stop();
server.close();
server.closeAllConnections();
await rm(folder, { recursive: true });
