import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { transform } from 'esbuild';
import { subsetFonts } from './fonts.ts';
import type { SiteFiles } from './page/head.ts';
import { notFoundPage } from './page/not-found-page.ts';
import { resumePage } from './page/resume-page.ts';
import { omittedFromPdf, pdfName, renderPdf } from './pdf/pdf.ts';
import { type Outline, outline } from './resume/outline.ts';
import { ResumeError } from './resume/problems.ts';
import { readResume } from './resume/read.ts';
import type { Resume } from './resume/resume.ts';

export interface SiteOptions {
  /** The site as written: resume.json, style, scripts, photo. */
  source: string;
  /** Where the site is put; what was there goes. */
  target: string;
  /** The site's own address, if it is known. */
  siteUrl?: string | undefined;
}

/**
 * Builds the site. Returns warnings, a line each.
 * @throws {ResumeError} when the resume has mistakes; the target is then as it was.
 */
export async function buildSite({ source, target, siteUrl }: SiteOptions): Promise<string[]> {
  const resume = readResume(await readSource(source), file);
  const url = siteUrl && new URL('/', siteUrl).href;
  const out = `${target}.new`;
  await rm(out, { recursive: true, force: true });
  await mkdir(join(out, 'assets'), { recursive: true });

  const shown = outline(resume);
  const { photo, warnings } = await addPhoto(resume, source, out);
  const omitted = await omittedFromPdf(shown);
  if (omitted.length > 0) {
    warnings.push(`${file}: the PDF leaves out ${omitted.join(' ')}: its fonts lack them.`);
  }
  const pageFiles: SiteFiles = {
    assets: {
      ...(await addStyleAndScripts(JSON.stringify(shown), source, out)),
      icon: await addHashed(out, 'icon.svg', icon(shown.name)),
    },
    pdf: await addPdf(resume, shown, out),
    photo,
    url,
  };
  const files: Record<string, string> = {
    'index.html': resumePage(shown, pageFiles),
    '404.html': notFoundPage(shown, pageFiles.assets),
    'robots.txt': robots(url),
    ...(url && { 'sitemap.xml': sitemap(url) }),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(out, name), content);
  await compressAll(out);
  await putInPlace(out, target);
  return warnings;
}

/** Somebody may be reading what is there: it is gone no longer than two renames take. */
async function putInPlace(out: string, target: string): Promise<void> {
  const old = `${target}.old`;
  await rm(old, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await rename(target, old);
  await rename(out, target);
  await rm(old, { recursive: true });
}

const file = 'public/resume.json';

async function readSource(source: string): Promise<string> {
  return readFile(join(source, 'resume.json'), 'utf8').catch(() => {
    throw new ResumeError([`${file}: this file is missing.`]);
  });
}

/** Writes an asset under a name that changes with its content; returns its path on the site. */
async function addHashed(out: string, name: string, content: string | Buffer): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const path = `/assets/${name.replace(/(\.\w+)$/, `-${hash}$1`)}`;
  await writeFile(join(out, path), content);
  return path;
}

async function addStyleAndScripts(text: string, source: string, out: string) {
  const fonts: string[] = [];
  let style = await readFile(join(source, 'style.css'), 'utf8');
  for (const [name, font] of Object.entries(await subsetFonts(text))) {
    const path = await addHashed(out, name, font);
    fonts.push(path);
    style = style.replaceAll(`url("${name}")`, `url("${path}")`);
  }
  const minified = async (name: string, code: string, loader: 'css' | 'js') =>
    addHashed(out, name, (await transform(code, { loader, minify: true })).code);
  const script = async (name: string) =>
    minified(name, await readFile(join(source, name), 'utf8'), 'js');
  return {
    fonts,
    style: await minified('style.css', style, 'css'),
    themeScript: await script('theme.js'),
    scripts: [await script('site.js'), await script('track.js')],
  };
}

/** Where Letter is the paper of letters. */
const letterCountries = new Set(['CA', 'CL', 'CO', 'CR', 'GT', 'MX', 'PA', 'PH', 'PR', 'US', 'VE']);

/** On the paper of the resume's country, with the other one beside it. Returns the first's path. */
async function addPdf({ basics }: Resume, shown: Outline, out: string): Promise<string> {
  const country = basics?.location?.countryCode?.toUpperCase() ?? '';
  const name = pdfName(shown);
  const papers = letterCountries.has(country)
    ? (['us-letter', 'a4'] as const)
    : (['a4', 'us-letter'] as const);
  for (const [i, paper] of papers.entries()) {
    const file = i === 0 ? name : name.replace(/\.pdf$/, `-${paper.replace('us-', '')}.pdf`);
    await writeFile(join(out, file), await renderPdf(shown, paper));
  }
  return `/${encodeURIComponent(name)}`;
}

const maxPhotoBytes = 200_000;

/** Only a file beside resume.json is shown: the page asks nobody else for anything. */
async function addPhoto(
  { basics }: Resume,
  source: string,
  out: string,
): Promise<{ photo?: string; warnings: string[] }> {
  const image = basics?.image;
  if (!image) return { warnings: [] };
  if (!/^[\w-][\w.-]*\.(jpe?g|png|webp|avif)$/i.test(image)) {
    const warning = `${file}: basics.image is left out: it must name a file in public/, such as photo.jpg.`;
    return { warnings: [warning] };
  }
  const { size } = await stat(join(source, image)).catch(() => ({ size: -1 }));
  if (size < 0) throw new ResumeError([`${file}: basics.image: there is no public/${image}.`]);
  if (size > maxPhotoBytes) {
    const problem = `${file}: basics.image: ${image} has ${Math.round(size / 1000)} kB; it is shown at 96 × 96, make it 200 kB or less.`;
    throw new ResumeError([problem]);
  }
  return { photo: await addHashed(out, image, await readFile(join(source, image))), warnings: [] };
}

/** The first letter of the name, in the ink of the page. */
function icon(name: string): string {
  const [letter = ''] = name.normalize();
  const escaped = letter.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>${escaped}</title><rect width="32" height="32" rx="4" fill="#8a3b12"/><text x="16" y="23" text-anchor="middle" font-family="Georgia,serif" font-weight="600" font-size="20" fill="#faf8f4">${escaped}</text></svg>`;
}

function robots(url: string | undefined): string {
  return `User-agent: *\nDisallow: /api/\n${url ? `Sitemap: ${url}sitemap.xml\n` : ''}`;
}

function sitemap(url: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${url.replaceAll('&', '&amp;')}</loc></url></urlset>
`;
}

/** Beside each text file, what a server can send instead where the browser takes it. */
async function compressAll(out: string): Promise<void> {
  for (const file of await readdir(out, { recursive: true })) {
    if (!/\.(html|css|js|svg|txt|xml)$/.test(file)) continue;
    const content = await readFile(join(out, file));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    await writeFile(join(out, `${file}.br`), await promisify(brotliCompress)(content, { params }));
    await writeFile(join(out, `${file}.gz`), await promisify(gzip)(content, { level: 9 }));
  }
}
