import type { Assets } from '../app/render/head.ts';
import type { SiteManifest } from '../app/render/manifest.ts';
import type { Outline } from './resume/outline.ts';

interface Built {
  assets: Assets;
  /** Path of the preview image. */
  preview?: string | undefined;
  url?: string | undefined;
  noindex: boolean;
}

/** `site.json`: what the app reads for the pages that it renders. It has only what anyone may see. */
export function manifest({ name, label, language, pages, views }: Outline, built: Built): string {
  const { assets, preview, url, noindex } = built;
  const site: SiteManifest = {
    ...(url && { url }),
    language,
    name,
    label,
    pages,
    ...(views && { views }),
    noindex,
    assets,
    ...(preview && { previewImage: preview }),
  };
  return `${JSON.stringify(site, undefined, 2)}\n`;
}
