import { html } from 'ghtml';
import { type Labels, labelsFor } from '../labels.ts';
import type { SiteManifest } from '../manifest.ts';
import { line } from '../text.ts';
import { indexes, pagePath, postPath, termPath } from './addresses.ts';
import { layout, titleOf } from './layout.ts';
import { day, type ListPage, listTitle, nothingYet, pager, tagList, termLink } from './parts.ts';
import { imageUrl } from './preview-image.ts';
import { publicSince, type ShownPost, type ShownTerm } from './shown.ts';

interface Terms {
  categories: ShownTerm[];
  tags: ShownTerm[];
}

/** A page of all posts, newest first. The first page also lists `terms`. */
export function blogPage(site: SiteManifest, list: ListPage<ShownPost>, terms?: Terms): string {
  const labels = labelsFor(site.language);
  const title = titleOf('blog', labels);
  return listPage(site, { path: indexes.blog, title, list, after: terms && topics(terms, labels) });
}

/** A page of the posts of a category or with a tag. */
export function termPage(
  site: SiteManifest,
  of: 'category' | 'tag',
  term: ShownTerm,
  list: ListPage<ShownPost>,
): string {
  const labels = labelsFor(site.language);
  const title = labels[of === 'tag' ? 'tagTitle' : 'categoryTitle'].replace(
    '{name}',
    line(term.name),
  );
  return listPage(site, { path: termPath(of, term.slug), title, list });
}

interface Shown {
  path: string;
  title: string;
  list: ListPage<ShownPost>;
  /** HTML. */
  after?: string | undefined;
}

function listPage(site: SiteManifest, { path, title, list, after = '' }: Shown): string {
  const labels = labelsFor(site.language);
  const { items, number } = list;
  return layout(
    site,
    {
      kind: 'blog',
      title: listTitle(title, number, labels),
      description: [title, site.name, site.label].filter(Boolean).join(', '),
      canonical: pagePath(path, number),
      preview: { type: 'website', image: imageUrl(site, '') },
    },
    html`<h1 dir="auto">${title}</h1>
    !${items.length ? html`<div class="entries">!${items.map((post) => entry(post, site.language, labels))}</div>` : nothingYet(labels)}
    !${pager(path, list, labels)}
    !${after}`,
  );
}

function entry(post: ShownPost, language: string, labels: Labels): string {
  const excerpt = line(post.excerpt);
  return html`<article class="entry">
    <div class="what">
      <h2 dir="auto"><a href="${postPath(post.slug)}">${line(post.title)}</a></h2>
      !${excerpt ? html`<p dir="auto">${excerpt}</p>` : ''}
      !${tagList(post.tags, labels)}
    </div>
    <p class="when">!${day(publicSince(post), language)}</p>
  </article>`;
}

function topics({ categories, tags }: Terms, labels: Labels): string {
  const lists = [
    { title: labels.categories, of: 'category', terms: categories },
    { title: labels.tags, of: 'tag', terms: tags },
  ] as const;
  return lists
    .filter(({ terms }) => terms.length > 0)
    .map(({ title, of, terms }) => {
      const items = terms.map((term) => html`<li>!${termLink(of, term)}</li>`);
      return html`<section class="topics" aria-labelledby="${of}"><h2 id="${of}">${title}</h2><ul class="tags">!${items}</ul></section>`;
    })
    .join('');
}
