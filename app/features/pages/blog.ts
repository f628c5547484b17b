import type { Answer } from '../../http/answer.ts';
import { markdownPath, postPath } from '../../render/content/addresses.ts';
import { blogPage, termPage } from '../../render/content/post-list.ts';
import { postPage } from '../../render/content/post-page.ts';
import { found, missing, movedTo } from './answers.ts';
import type { Context } from './context.ts';
import { listPage } from './lists.ts';

const size = 20;

/** Cost: the posts up to the page's last; the first page also reads the terms. */
export async function blogIndex({ content, site }: Context, number: number): Promise<Answer> {
  const isFirst = number === 1;
  const [list, categories, tags] = await Promise.all([
    listPage(content, 'post', {}, { number, size }),
    isFirst ? content.terms('category') : [],
    isFirst ? content.terms('tag') : [],
  ]);
  if (!list || (!isFirst && list.items.length === 0)) return missing(site);
  return found(blogPage(site, list, { categories, tags }));
}

/** A category or a tag without published posts has no page. */
export async function blogTerm(
  { content, site }: Context,
  of: 'category' | 'tag',
  slug: string,
  number: number,
): Promise<Answer> {
  const list = await listPage(content, 'post', { [of]: slug }, { number, size });
  const [post] = list?.items ?? [];
  if (!list || !post) return missing(site);
  const names = of === 'category' ? [post.category] : post.tags;
  const name = names.find((term) => term.slug === slug)?.name ?? slug;
  return found(termPage(site, of, { name, slug }, list));
}

/** With `meta.views`, also for what reading the views of an item costs; without them if that fails. */
export async function blogPost(context: Context, slug: string): Promise<Answer> {
  const { content, site, viewsOf } = context;
  const page = await content.page('post', slug);
  if (!page) return missing(site);
  if (page.found === 'moved') return movedTo(postPath(page.slug));
  const views = site.views ? await viewsOf(page.item.id).catch(() => undefined) : undefined;
  return found(postPage(site, page.item, page.html, { views }));
}

/** The text of a post as its owner wrote it. */
export async function blogMarkdown({ content, site }: Context, slug: string): Promise<Answer> {
  const text = await content.markdown('post', slug);
  if (text !== undefined) {
    const answer = found(text, 'text/markdown; charset=utf-8');
    const url = new URL(postPath(slug), site.url ?? 'http://localhost');
    const link = `<${site.url ? url.href : url.pathname}>; rel="canonical"`;
    return { ...answer, headers: { ...answer.headers, link } };
  }
  const page = await content.page('post', slug);
  return page?.found === 'moved' ? movedTo(markdownPath(page.slug)) : missing(site);
}
