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

/** What the app reads for the pages that it renders, as `site.json`. It has only what anyone may see. */
export function manifest(resume: Outline, built: Built): SiteManifest {
  const { name, label, language, pages, views, privacy } = resume;
  const { assets, preview, url, noindex } = built;
  return {
    ...(url && { url }),
    language,
    name,
    label,
    pages,
    ...(views && { views }),
    ...(privacy && { privacy }),
    noindex,
    assets,
    ...(preview && { previewImage: preview }),
  };
}
