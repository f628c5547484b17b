import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { buildSite } from '../../site/build.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { type Page, readHtml } from './html.ts';
import { resumes } from './resumes.ts';

interface Options {
  resume?: Resume | string;
  files?: Record<string, Buffer>;
  siteUrl?: string;
}

/** A folder with the site's sources and a resume (default: the sample), and a folder for the built site. */
export async function folders(t: Test, { resume = resumes.sample, files = {} }: Options) {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const [source, target] = [join(folder, 'public'), join(folder, 'site')];
  await cp('public', source, { recursive: true });
  const text = typeof resume === 'string' ? resume : JSON.stringify(resume);
  await writeFile(join(source, 'resume.json'), text);
  for (const [name, content] of Object.entries(files)) await writeFile(join(source, name), content);
  return { source, target };
}

/** Builds the site with another resume and more files. */
export async function build(t: Test, options: Options = {}) {
  const { source, target } = await folders(t, options);
  const { siteUrl } = options;
  const warnings = await buildSite({ source, target, siteUrl });
  const read = (file: string) => readFile(join(target, file), 'utf8');
  const page = readHtml(await read('index.html'));
  const pdfs = (await readdir(target)).filter((file) => file.endsWith('.pdf'));
  return { source, target, warnings, read, page, pdfs };
}

/** The attributes of each element of that name. */
export const attributesOf = ({ elements }: Page, name: string) =>
  elements.filter((element) => element.name === name).map(({ attributes }) => attributes);
