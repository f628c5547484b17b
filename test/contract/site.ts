import type { Test } from 'tap';
import { contentType } from '../../app/entry/site-files.ts';
import { siteHeaders } from '../../app/http/site-headers.ts';
import type { Target } from '../support/target.ts';
import { isError } from './suite.ts';

interface Options {
  /** Whether the site is behind CloudFront, which does more than the local edge. */
  deployed: boolean;
}

/** What readers of the site may rely on, wherever it is served. Adds 1 to its counter. */
export async function siteContract(t: Test, target: Target, { deployed }: Options): Promise<void> {
  const page = await target({ path: '/' });
  const assets = [...page.body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(
    ([, path]) => path,
  );

  await t.test('the page has the site’s headers, and caches must revalidate it', async (t) => {
    t.equal(page.status, 200);
    t.equal(page.headers['content-type'], 'text/html; charset=utf-8');
    t.equal(page.headers['cache-control'], 'no-cache');
    t.match(page.headers, siteHeaders);
    // Not its number, which a resume can leave out.
    t.match(page.body, '"@type":"Person"');
    if (deployed) t.match(page.headers['strict-transport-security'], /^max-age=31536000/);
  });

  await t.test('caches may keep the page’s assets for a year', async (t) => {
    t.ok(assets.length > 0);
    for (const path of assets as string[]) {
      const asset = await target({ path });
      t.equal(asset.status, 200, path);
      t.equal(asset.headers['cache-control'], 'max-age=31536000, immutable', path);
      t.equal(asset.headers['content-type'], contentType(path), path);
      t.match(asset.headers, siteHeaders, path);
    }
  });

  await t.test('the page links to a PDF', async (t) => {
    const [, path = ''] = /href="(\/[^"]+\.pdf)"/.exec(page.body) ?? [];
    const pdf = await target({ path });
    t.equal(pdf.status, 200);
    t.equal(pdf.headers['content-type'], 'application/pdf');
    t.equal(pdf.headers['x-robots-tag'], 'noindex', 'search engines list the page instead');
    t.equal(page.headers['x-robots-tag'], undefined);
    t.match(pdf.body, /^%PDF-/);
  });

  await t.test('a browser gets the site’s own 404 page for a missing page', async (t) => {
    for (const path of ['/not-here', '/assets/', '/.env', '/index.html/']) {
      const answer = await target({ path, headers: { accept: 'text/html' } });
      t.equal(answer.status, 404, path);
      t.match(answer.headers['content-type'], 'text/html', path);
      t.match(answer.body, /<h1/, path);
      t.match(answer.headers, siteHeaders, path);
    }
  });

  await t.test('the API is on the same origin, and its errors are JSON', async (t) => {
    const count = await target({ path: '/api/count' });
    t.equal(count.status, 200);
    t.equal(count.headers['cache-control'], 'no-store');
    t.match(JSON.parse(count.body), { count: Number });
    isError(t, await target({ path: '/api/nothing' }), 404, '/api/nothing');
    const badge = await target({ path: '/api/count.svg' });
    t.match(badge.headers['content-type'], 'image/svg+xml');
  });

  await t.test('a client cannot forge the origin secret through the site', async (t) => {
    const headers = { 'x-origin-secret': 'forged', 'x-viewer-address': '198.51.100.7' };
    const { status } = await target({ path: '/api/health', headers });
    t.equal(status, 200, 'the secret is overwritten');
  });
}
