import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { edgeServer } from '../../app/entry/local-edge.ts';
import { buildSite } from '../../site/build.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { build, listen } from './build.ts';
import { resumes } from './resumes.ts';

/**
 * Serves the site of `resume` (default: the sample) and the app on its own table. With an OpenAPI document, the site
 * has the page about the API. Returns the URL.
 */
export async function serveSite(
  t: Test,
  resume: Resume = resumes.sample,
  env: Record<string, string> = {},
  openapi?: string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const source = join(folder, 'public');
  const target = join(folder, 'site');
  await cp('public', source, { recursive: true });
  await writeFile(join(source, 'resume.json'), JSON.stringify(resume));
  await buildSite({ source, target, siteUrl: 'http://site.example/', openapi });
  const media = join(folder, 'media');
  const { app } = await build(t, {
    env: { ...env, SITE_FOLDER: target, MEDIA_FOLDER: media },
    serverFactory: edgeServer(target, { media }),
  });
  return listen(app);
}
