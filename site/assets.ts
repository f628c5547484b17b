import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Assets } from '../app/render/head.ts';
import { addAsset, addMinified } from './add-asset.ts';
import { type Font, fontLicense, fontsFor, fontsForAnyText } from './fonts.ts';
import { icon } from './icon.ts';
import { family } from './rename-font.ts';
import type { Outline } from './resume/outline.ts';

interface SiteAssets {
  resume: Assets;
  notFound: Assets;
  /** Of the pages that the app renders. */
  content: Assets;
  /** Of the owner's pages, if the site has them. */
  admin?: Assets;
  /** Of the page about the API, if the site has it. No tracker is among them. */
  docs?: Assets;
}

interface More {
  /** The style of the owner's pages. */
  adminStyle?: string | undefined;
  hasDocs?: boolean;
}

/**
 * Adds what the pages load: fonts, styles, scripts, the icon. The fonts are subset to the resume where no
 * other text is shown.
 */
export async function addAssets(
  resume: Outline,
  source: string,
  out: string,
  { adminStyle, hasDocs = false }: More = {},
): Promise<SiteAssets> {
  const read = (name: string) => readFile(join(source, name), 'utf8');
  const script = async (name: string) => addMinified(out, name, await read(name), 'js');
  const style = async (name: string, fonts: Font[], files: string[], more = '') => {
    const faces = await addFonts(out, fonts);
    const rules = await Promise.all(files.map((file) => read(file)));
    const css = [...faces.rules, ...rules, more].join('\n');
    return { fonts: faces.preloaded, style: await addMinified(out, name, css, 'css') };
  };

  const text = JSON.stringify(resume);
  const anyText = await fontsForAnyText(text);
  const hasPosts = resume.pages.includes('blog');
  const siteScript = await script('site.js');
  const common = {
    themeScript: await script('theme.js'),
    scripts: [siteScript, await script('track.js')],
    icon: await addAsset(out, 'icon.svg', icon(resume.name)),
  };
  await addAsset(out, 'OFL.txt', await fontLicense());
  const fonts = hasPosts ? anyText : await fontsFor(text);
  const notFound = { ...common, ...(await style('style.css', fonts, ['style.css'])) };
  const latest = hasPosts ? [await script('latest.js')] : [];
  const content = ['style.css', 'content.css', 'markdown.css'];
  return {
    resume: { ...notFound, scripts: [...common.scripts, ...latest] },
    notFound,
    content: { ...common, ...(await style('content.css', anyText, content)) },
    ...(adminStyle && {
      admin: {
        ...common,
        scripts: [siteScript],
        ...(await style('admin.css', anyText, content, adminStyle)),
      },
    }),
    ...(hasDocs && {
      docs: {
        ...common,
        scripts: [siteScript, await script('docs.js')],
        ...(await style('docs.css', anyText, ['style.css', 'content.css', 'docs.css'])),
      },
    }),
  };
}

/** Adds the fonts. Returns their rules, and the paths of those that every page shows. */
async function addFonts(out: string, fonts: Font[]) {
  const rules: string[] = [];
  const preloaded: string[] = [];
  for (const { name, bytes, descriptors, isAlwaysUsed } of fonts) {
    const path = await addAsset(out, name, bytes);
    const source = `font-family: "${family}"; src: url("${path}") format("woff2");`;
    rules.push(`@font-face { ${source} ${descriptors} }`);
    if (isAlwaysUsed) preloaded.push(path);
  }
  return { rules, preloaded };
}
