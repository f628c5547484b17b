import type { PageKind } from '../manifest.ts';

/** Paths on the site of the pages that the app renders. */
export const indexes: Record<PageKind, string> = {
  blog: '/blog/',
  projects: '/projects/',
  certifications: '/certifications/',
};

export const feeds = {
  rss: '/blog/feed.xml',
  json: '/blog/feed.json',
  sitemap: '/blog/sitemap.xml',
};

export const postPath = (slug: string) => `${indexes.blog}${slug}`;
export const markdownPath = (slug: string) => `${postPath(slug)}.md`;
export const termPath = (of: 'category' | 'tag', slug: string) => `${indexes.blog}${of}/${slug}`;
export const projectPath = (slug: string) => `${indexes.projects}${slug}`;
/** Certifications have no pages of their own. */
export const certificationPath = (id: string) => `${indexes.certifications}#${id}`;

/** The address of page `number` of a list at `path`. */
export function pagePath(path: string, number: number): string {
  return number === 1 ? path : `${path}?page=${number}`;
}
