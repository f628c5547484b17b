import assert from 'node:assert/strict';
import { appendFile, cp, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
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
  const before = await styleSheet(rehearsal);
  const copy = join(rehearsal.folder, 'changed-site');
  for (const part of [
    ...['admin', 'app', 'public', 'scripts', 'site'],
    ...['package.json', 'package-lock.json', 'tsconfig.json'],
  ]) {
    await cp(part, join(copy, part), { recursive: true });
  }
  await symlink(resolve('node_modules'), join(copy, 'node_modules'));
  await appendFile(join(copy, 'public/style.css'), '.rehearsed { color: inherit; }\n');
  await rehearsal.command('npm', ['--prefix', copy, 'run', 'publish-site']);
  assert.notEqual(await styleSheet(rehearsal), before, 'the style sheet of the published site');
  return pagesFindAssets(rehearsal);
}

/** A new process of the function names the assets of the site that was published before it. */
export async function newPagesFindAssets(rehearsal: Rehearsal): Promise<string> {
  const { site } = await outputs(rehearsal);
  const style = await styleSheet(rehearsal);
  assert((await assetsOf(`${site}/blog/`)).includes(style), style);
  return pagesFindAssets(rehearsal);
}

/** The one that the function's pages are to name. */
async function styleSheet(rehearsal: Rehearsal): Promise<string> {
  const { bucket: Bucket } = await outputs(rehearsal);
  const get = new GetObjectCommand({ Bucket, Key: 'site.json' });
  const { Body } = await rehearsal.aws.s3.send(get);
  return JSON.parse((await Body?.transformToString()) ?? '').assets.style;
}

async function assetsOf(page: string): Promise<string[]> {
  const response = await fetch(page);
  const html = await response.text();
  assert([200, 404].includes(response.status), `${page} answered ${response.status}`);
  return [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
}
