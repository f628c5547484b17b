import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { edgeServer } from '../../app/entry/local-edge.ts';
import { buildSite } from '../../site/build.ts';
import { chromiumFlags, chromiumPath } from './browser.ts';

// Takes the pictures of the sample resume in the README.
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
await browser.close();
server.close();
server.closeAllConnections();
await rm(folder, { recursive: true });
