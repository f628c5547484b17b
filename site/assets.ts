import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { transform } from 'esbuild';
import type { Assets } from '../app/render/head.ts';
import { subsetFonts } from './fonts.ts';
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

/** Adds what every page loads: fonts subset to the resume, the style, the scripts, the icon. */
export async function addAssets(resume: Outline, source: string, out: string): Promise<Assets> {
  const fonts = await addFonts(JSON.stringify(resume), out);
  const style = withPaths(await readFile(join(source, 'style.css'), 'utf8'), fonts);
  const script = async (name: string) =>
    addMinified(out, name, await readFile(join(source, name), 'utf8'), 'js');
  return {
    fonts: Object.values(fonts),
    style: await addMinified(out, 'style.css', style, 'css'),
    themeScript: await script('theme.js'),
    scripts: [await script('site.js'), await script('track.js')],
    icon: await addAsset(out, 'icon.svg', icon(resume.name)),
  };
}

/** Returns the fonts' paths by the names that the style uses. */
async function addFonts(text: string, out: string): Promise<Record<string, string>> {
  const paths: Record<string, string> = {};
  for (const [name, font] of Object.entries(await subsetFonts(text))) {
    paths[name] = await addAsset(out, name, font);
  }
  return paths;
}

function withPaths(style: string, fonts: Record<string, string>): string {
  return Object.entries(fonts).reduce(
    (css, [name, path]) => css.replaceAll(`url("${name}")`, `url("${path}")`),
    style,
  );
}

async function addMinified(out: string, name: string, code: string, loader: 'css' | 'js') {
  return addAsset(out, name, (await transform(code, { loader, minify: true })).code);
}
