import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Test } from 'tap';
import { edgeServer } from '../../app/entry/local-edge.ts';
import { pageKinds, type SiteManifest } from '../../app/render/manifest.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { listen } from './build.ts';
import { build } from './built-site.ts';
import { buildPages } from './pages.ts';
import { resumes } from './resumes.ts';
import {
  certifications,
  hostilePost,
  longPost,
  manyHeadings,
  projects,
  shortPost,
} from './writings.ts';

/** The pages on a free port, with the assets of the site that the build makes of `resume` (default: the sample). */
export async function servePages(t: Test, resume: Resume = resumes.sample) {
  const switchedOn = { ...resume, meta: { ...resume.meta, pages: [...pageKinds] } };
  const { target } = await build(t, { resume: switchedOn });
  const site: SiteManifest = JSON.parse(await readFile(join(target, 'site.json'), 'utf8'));
  const pages = await buildPages(t, {
    site,
    serverFactory: edgeServer(target),
  });
  const url = await listen(pages.app);
  site.url = `${url}/`;
  return { ...pages, url };
}

/** Pages of each kind, with texts that have everything. Returns their paths. */
export async function serveWritings(t: Test, resume?: Resume) {
  const { url, publish } = await servePages(t, resume);
  const long = await publish('post', longPost);
  const headings = await publish('post', manyHeadings);
  for (let n = 0; n < 20; n++) await publish('post', shortPost);
  const hostile = await publish('post', hostilePost);
  for (const fields of projects) await publish('project', fields);
  for (const fields of certifications) await publish('certification', fields);
  const paths = {
    post: `/blog/${long.slug}`,
    headings: `/blog/${headings.slug}`,
    hostile: `/blog/${hostile.slug}`,
    index: '/blog/',
    older: '/blog/?page=2',
    tag: '/blog/tag/dynamodb',
    projects: '/projects/',
    project: '/projects/difference-engine',
    certifications: '/certifications/',
    missing: '/blog/none',
  };
  return { url, paths };
}
