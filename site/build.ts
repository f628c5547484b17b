import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addAsset } from './add-asset.ts';
import { type Admin, addAdmin } from './admin.ts';
import { addAssets } from './assets.ts';
import { compressAll } from './compress.ts';
import { docsPage } from './docs/page.ts';
import { manifest } from './manifest.ts';
import { adminPage } from './page/admin-page.ts';
import { notFoundPage } from './page/not-found-page.ts';
import { resumePage } from './page/resume-page.ts';
import { attachment } from './pdf/attachment.ts';
import { addPdfs } from './pdf/files.ts';
import { previewImage } from './pdf/preview-image.ts';
import { printedOutline } from './pdf/printed.ts';
import { readPhoto } from './photo.ts';
import { defaultHosting, type Hosting } from './privacy/hosting.ts';
import { privacyPage } from './privacy/page.ts';
import { replaceFolder } from './replace-folder.ts';
import { outline } from './resume/outline.ts';
import { ResumeError, resumeFile } from './resume/problems.ts';
import { published } from './resume/published.ts';
import { readResume } from './resume/read.ts';
import type { Resume } from './resume/resume.ts';
import { robots } from './robots.ts';
import { sitemap } from './sitemap.ts';

export interface SiteOptions {
  /** The folder with the site as written: resume.json, style, scripts, photo. */
  source: string;
  /** Where the built site is to be: a symbolic link to a folder beside it. The build replaces the link. */
  target: string;
  /** Where the PDF of the whole resume is to be, if anywhere: a link as well. Never serve this folder. */
  privateTarget?: string | undefined;
  /** The site's own URL, if it is known. */
  siteUrl?: string | undefined;
  /** What the privacy page says about the deployment: the template's defaults, if absent. */
  hosting?: Hosting;
  /** The owner's pages, and the licenses of the packages in them. */
  admin?: (Admin & { licenses: string }) | undefined;
  /** The OpenAPI document, as JSON, for the page about the API. */
  openapi?: string | undefined;
}

/**
 * Builds the site. Returns warnings, a line each. Takes about a second.
 * @throws {ResumeError} when the resume has mistakes; `target` stays as it was.
 */
export async function buildSite(options: SiteOptions): Promise<string[]> {
  const { target, privateTarget } = options;
  const notices: string[] = [];
  const resume = await readSource(options.source, notices);
  const warnings = await replaceFolder(target, (out) => writeSite(out, published(resume), options));
  if (privateTarget)
    await replaceFolder(privateTarget, (out) => writePrivate(out, resume, options));
  return [...notices, ...warnings];
}

async function writeSite(out: string, resume: Resume, options: SiteOptions) {
  const { source, siteUrl, hosting = defaultHosting, admin, openapi } = options;
  const country = resume.basics?.location?.countryCode;
  const shown = outline(resume);
  const url = siteUrl && new URL('/', siteUrl).href;
  const noindex = resume.meta?.index === false;
  await mkdir(join(out, 'assets'));
  const { shown: image, printed: printedPhoto, warnings } = await readPhoto(resume, source);
  const photo = image && (await addAsset(out, image.name, image.bytes));
  const { printed, warnings: pdfWarnings } = await printedOutline(resume);
  warnings.push(...pdfWarnings);
  const assets = await addAssets(shown, source, out, {
    adminStyle: admin?.style,
    hasDocs: !!openapi,
  });
  if (admin) await addAdmin(out, admin, admin.licenses);
  const files = { attachment: attachment(resume), photo: printedPhoto };
  const pdf = printed && (await addPdfs(printed, country, out, files));
  const preview = printed && (await addAsset(out, 'preview.png', await previewImage(printed)));
  const sitemapUrl = noindex ? undefined : url;
  const site = manifest(shown, { assets: assets.content, preview, url, noindex });
  await writeFiles(out, {
    'index.html': resumePage(shown, { assets: assets.resume, pdf, photo, preview, url, noindex }),
    '404.html': notFoundPage(shown, assets.notFound),
    'site.json': `${JSON.stringify(site, undefined, 2)}\n`,
    ...(admin &&
      assets.admin && { 'admin/index.html': adminPage(shown, assets.admin, admin.script) }),
    ...(openapi &&
      assets.docs && { 'docs/index.html': docsPage(JSON.parse(openapi), site, assets.docs) }),
    ...(shown.privacy && { 'privacy/index.html': privacyPage(shown, site, hosting) }),
    'robots.txt': robots(sitemapUrl),
    ...(sitemapUrl && { 'sitemap.xml': sitemap(sitemapUrl) }),
  });
  await compressAll(out);
  return warnings;
}

async function writePrivate(out: string, resume: Resume, { source }: SiteOptions): Promise<void> {
  const { printed: photo } = await readPhoto(resume, source);
  const { printed } = await printedOutline(resume);
  const files = { attachment: attachment(resume), photo };
  if (printed) await addPdfs(printed, resume.basics?.location?.countryCode, out, files);
}

async function readSource(source: string, warnings: string[]): Promise<Resume> {
  const bytes = await readFile(join(source, 'resume.json')).catch(() => {
    throw new ResumeError([`${resumeFile}: this file is missing.`]);
  });
  return readResume(bytes, resumeFile, warnings);
}

async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}
