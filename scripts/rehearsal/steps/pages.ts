import assert from 'node:assert/strict';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs } from '../stack.ts';

/** A page that the function renders finds the assets that it names in the bucket. */
export async function pagesFindAssets(rehearsal: Rehearsal): Promise<string> {
  const { site } = await outputs(rehearsal);
  const response = await fetch(`${site}/blog/`);
  assert.equal(response.status, 200, '/blog/');
  const html = await response.text();
  const assets = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  assert(assets.length >= 4, 'the page names its assets');
  for (const path of assets) assert.equal((await fetch(site + path)).status, 200, path);
  return `${assets.length} assets`;
}
