import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import type { Assets } from '../app/render/head.ts';
import { type Font, fontsFor, fontsForAnyText } from './fonts.ts';
import { icon } from './icon.ts';
import type { Outline } from './resume/outline.ts';

/**
 * Writes `content` to `assets/` in the folder `out`, under a name that changes with the content, so
 * that browsers may cache it for ever. Returns its path on the site.
 */
export async function addAsset(
  out: string,
  name: string,
  content: string | Buffer,
): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const path = `/assets/${name.replace(/(\.\w+)$/, `-${hash}$1`)}`;
  await writeFile(join(out, path), content);
  return path;
}

/** Adds what the resume's page loads: fonts subset to the resume, the style, the scripts, the icon. */
export async function addAssets(resume: Outline, source: string, out: string): Promise<Assets> {
  const fonts = await fontsFor(JSON.stringify(resume));
  return {
    ...(await addStyle('style.css', fonts, ['style.css'], source, out)),
    ...(await addScripts(resume, source, out)),
  };
}

/** Adds what the pages load that the app renders: as for the resume, with fonts for any text. */
export async function addContentAssets(
  resume: Outline,
  source: string,
  out: string,
): Promise<Assets> {
  const fonts = await fontsForAnyText(JSON.stringify(resume));
  const parts = ['style.css', 'content.css', 'markdown.css'];
  return {
    ...(await addStyle('content.css', fonts, parts, source, out)),
    ...(await addScripts(resume, source, out)),
  };
}

/** One style from the fonts and the files `parts`. */
async function addStyle(
  name: string,
  fonts: Font[],
  parts: string[],
  source: string,
  out: string,
): Promise<Pick<Assets, 'style' | 'fonts'>> {
  const faces: string[] = [];
  const preloaded: string[] = [];
  for (const { name, bytes, descriptors, isAlwaysUsed } of fonts) {
    const path = await addAsset(out, name, bytes);
    faces.push(
      `@font-face { font-family: "Source Serif 4"; src: url("${path}") format("woff2"); ${descriptors} }`,
    );
    if (isAlwaysUsed) preloaded.push(path);
  }
  const css = await Promise.all(
    parts.map((part) => readFile(join(source, part), 'utf8').catch(() => '')),
  );
  const style = await addMinified(out, name, [...faces, ...css].join('\n'), 'css');
  return { style, fonts: preloaded };
}

async function addScripts(
  resume: Outline,
  source: string,
  out: string,
): Promise<Omit<Assets, 'style' | 'fonts'>> {
  const script = async (name: string) =>
    addMinified(out, name, await readFile(join(source, name), 'utf8'), 'js');
  return {
    themeScript: await script('theme.js'),
    scripts: [await script('site.js'), await script('track.js')],
    icon: await addAsset(out, 'icon.svg', icon(resume.name)),
  };
}

async function addMinified(out: string, name: string, code: string, loader: 'css' | 'js') {
  return addAsset(out, name, (await transform(code, { loader, minify: true })).code);
}
