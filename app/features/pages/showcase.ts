import type { Answer } from '../../http/answer.ts';
import { projectPath } from '../../render/content/addresses.ts';
import { certificationsPage } from '../../render/content/certification-list.ts';
import { projectPage, projectsPage } from '../../render/content/project-page.ts';
import { found, missing, movedTo } from './answers.ts';
import type { Context } from './context.ts';
import { listPage } from './lists.ts';

/** Hardly anyone has more than a page of these. */
const size = 100;

/** Featured projects come first on their page; both groups are sorted by first publication, newest first. */
export async function projectIndex({ content, site }: Context, number: number): Promise<Answer> {
  const list = await listPage(content, 'project', {}, { number, size });
  if (!list || (number > 1 && list.items.length === 0)) return missing(site);
  const items = list.items.toSorted((a, b) => Number(b.featured) - Number(a.featured));
  return found(projectsPage(site, { ...list, items }));
}

export async function project({ content, site }: Context, slug: string): Promise<Answer> {
  const page = await content.page('project', slug);
  if (!page) return missing(site);
  if (page.found === 'moved') return movedTo(projectPath(page.slug));
  return found(projectPage(site, page.item, page.html));
}

export async function certificationIndex(
  { content, site }: Context,
  number: number,
): Promise<Answer> {
  const list = await listPage(content, 'certification', {}, { number, size });
  if (!list || (number > 1 && list.items.length === 0)) return missing(site);
  return found(certificationsPage(site, list));
}
