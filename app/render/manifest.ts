import type { Assets } from './head.ts';

/** The page about privacy. */
export const privacyPath = '/privacy/';

/** The kinds of content that have pages. */
export const pageKinds = ['blog', 'projects', 'certifications'] as const;
export type PageKind = (typeof pageKinds)[number];

/**
 * What the app needs to know of the site that was published last, for the pages that it renders itself. The
 * build writes it as `site.json` beside the pages. Assets stay in the bucket for 30 days after the build that
 * replaced them, so a process may use a manifest that is a little old.
 */
export interface SiteManifest {
  /** The site's own URL with a slash at its end, if the build knew it. Feeds and previews need it. */
  url?: string;
  /** BCP 47. */
  language: string;
  /** The owner's name. */
  name: string;
  label: string;
  /** The kinds that the resume links to (`meta.pages`). */
  pages: PageKind[];
  /** Whether posts show their views (`meta.views`). */
  views?: boolean;
  /** Whether the site has a page about privacy, unless `meta.privacy` is false. */
  privacy?: boolean;
  /** Search engines are not to list the site (`meta.index` is false). */
  noindex: boolean;
  /** Paths on the site. The fonts have Latin-1, not only the letters of the resume. */
  assets: Assets;
  /** Path of a PNG of 1200 × 630 pixels, for links in chats and social networks. */
  previewImage?: string;
}
