import type { Answer } from '../../http/answer.ts';
import { indexes, postPath, projectPath } from '../../render/content/addresses.ts';
import { changedAt } from '../../render/content/shown.ts';
import { contentSitemap } from '../../render/content/sitemap.ts';
import { found, missing } from './answers.ts';
import type { Context } from './context.ts';
import { newest, reach } from './lists.ts';

/**
 * The pages of posts and projects, and of the lists that the site links to. A post that was published first
 * elsewhere is not in it. Missing while the site's own URL is not known, or if search engines are not to list
 * the site. Cost: a query for each 100 items, up to `reach` of each kind.
 */
export async function sitemap({ content, site }: Context): Promise<Answer> {
  if (!site.url || site.noindex) return missing(site);
  const [posts, projects] = await Promise.all([
    newest(content, 'post', {}, reach),
    newest(content, 'project', {}, reach),
  ]);
  const pages = [
    ...site.pages.map((kind) => ({ path: indexes[kind] })),
    ...posts
      .filter(({ canonicalUrl }) => !canonicalUrl)
      .map((post) => ({ path: postPath(post.slug), changed: changedAt(post) })),
    ...projects.map((project) => ({
      path: projectPath(project.slug),
      changed: changedAt(project),
    })),
  ];
  const { url } = site;
  const places = pages.map(({ path, ...rest }) => ({ url: new URL(path, url).href, ...rest }));
  return found(contentSitemap(places), 'application/xml; charset=utf-8');
}
