import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addAssets } from './assets.ts';
import { compressAll } from './compress.ts';
import { notFoundPage } from './page/not-found-page.ts';
import { resumePage } from './page/resume-page.ts';
import { addPdfs } from './pdf/files.ts';
import { printedOutline } from './pdf/printed.ts';
import { addPhoto } from './photo.ts';
import { replaceFolder } from './replace-folder.ts';
import { outline } from './resume/outline.ts';
import { ResumeError, resumeFile } from './resume/problems.ts';
import { readResume } from './resume/read.ts';
import type { Resume } from './resume/resume.ts';
import { robots } from './robots.ts';
import { sitemap } from './sitemap.ts';

export interface SiteOptions {
  /** The folder with the site as written: resume.json, style, scripts, photo. */
  source: string;
  /** Where the built site is to be: a symbolic link to a folder beside it. The build replaces the link. */
  target: string;
  /** The site's own URL, if it is known. */
  siteUrl?: string | undefined;
}

/**
 * Builds the site. Returns warnings, a line each. Takes about a second.
 * @throws {ResumeError} when the resume has mistakes; `target` stays as it was.
 */
export async function buildSite({ source, target, siteUrl }: SiteOptions): Promise<string[]> {
  const notices: string[] = [];
  const resume = await readSource(source, notices);
  const { location } = resume.basics ?? {};
  const shown = outline(resume);
  const url = siteUrl && new URL('/', siteUrl).href;

  return replaceFolder(target, async (out) => {
    await mkdir(join(out, 'assets'));
    const { photo, printed: printedPhoto, warnings } = await addPhoto(resume, source, out);
    warnings.unshift(...notices);
    const { printed, warnings: pdfWarnings } = await printedOutline(resume);
    warnings.push(...pdfWarnings);
    const assets = await addAssets(shown, source, out);
    const pdf = printed && (await addPdfs(printed, location?.countryCode, out, printedPhoto));
    await writeFiles(out, {
      'index.html': resumePage(shown, { assets, pdf, photo, url }),
      '404.html': notFoundPage(shown, assets),
      'robots.txt': robots(url),
      ...(url && { 'sitemap.xml': sitemap(url) }),
    });
    await compressAll(out);
    return warnings;
  });
}

async function readSource(source: string, warnings: string[]): Promise<Resume> {
  const bytes = await readFile(join(source, 'resume.json')).catch(() => {
    throw new ResumeError([`${resumeFile}: this file is missing.`]);
  });
  return readResume(bytes, resumeFile, warnings);
}

async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}
