import assert from 'node:assert/strict';
import { appendFile, cp, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs } from '../stack.ts';

/** Pages that the function renders find the assets that they name in the bucket. */
export async function pagesFindAssets(rehearsal: Rehearsal): Promise<string> {
  const { site } = await outputs(rehearsal);
  const assets = new Set<string>();
  for (const page of ['/blog/', '/projects/', '/certifications/', '/blog/no-such-post']) {
    for (const path of await assetsOf(site + page)) assets.add(path);
  }
  assert(assets.size >= 4, 'the pages name their assets');
  for (const path of assets) assert.equal((await fetch(site + path)).status, 200, path);
  return `${assets.size} assets`;
}

/** Publishes a site with another style sheet, from a copy of the project. */
export async function publishChangedSite(rehearsal: Rehearsal): Promise<string> {
  const { site } = await outputs(rehearsal);
  const before = await styleSheets(site);
  const copy = join(rehearsal.folder, 'changed-site');
  for (const part of ['app', 'public', 'scripts', 'site', 'package.json']) {
    await cp(part, join(copy, part), { recursive: true });
  }
  await symlink(resolve('node_modules'), join(copy, 'node_modules'));
  await appendFile(join(copy, 'public/style.css'), '.rehearsed { color: inherit; }\n');
  await rehearsal.command('npm', ['--prefix', copy, 'run', 'publish-site']);
  const after = await styleSheets(site);
  assert.notDeepEqual(after, before, 'the style sheets of the site');
  return pagesFindAssets(rehearsal);
}

/** A new process of the function names the assets of the site that was published before it. */
export async function newPagesFindAssets(rehearsal: Rehearsal): Promise<string> {
  const { site } = await outputs(rehearsal);
  const assets = await assetsOf(`${site}/blog/`);
  for (const path of await styleSheets(site)) assert(assets.includes(path), path);
  return pagesFindAssets(rehearsal);
}

async function styleSheets(site: string): Promise<string[]> {
  return (await assetsOf(`${site}/`)).filter((path) => path.endsWith('.css'));
}

async function assetsOf(page: string): Promise<string[]> {
  const response = await fetch(page);
  const html = await response.text();
  assert([200, 404].includes(response.status), `${page} answered ${response.status}`);
  return [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
}
