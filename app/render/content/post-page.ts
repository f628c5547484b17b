import { html } from 'ghtml';
import { type Labels, labelsFor } from '../labels.ts';
import type { SiteManifest } from '../manifest.ts';
import { line } from '../text.ts';
import { postPath } from './addresses.ts';
import { tableOfContents } from './contents.ts';
import { layout } from './layout.ts';
import { day, tagList, termLink } from './parts.ts';
import { firstParagraph } from './plain-text.ts';
import { imageUrl } from './preview-image.ts';
import { changedAt, publicSince, type ShownPost } from './shown.ts';

interface Options {
  /** The owner's preview: the same page with a notice, hidden from search engines. */
  isDraft?: boolean;
  /** Shown if they are known. */
  views?: number | undefined;
}

/** The page of a post. `text` is its text as HTML. */
export function postPage(
  site: SiteManifest,
  post: ShownPost,
  text: string,
  { isDraft = false, views }: Options = {},
): string {
  const labels = labelsFor(site.language);
  const title = line(post.title);
  const description = postSummary(post, text);
  const published = publicSince(post);
  const modified = changedAt(post);
  const image = imageUrl(site, text);
  return layout(
    site,
    {
      kind: 'blog',
      title,
      description,
      ...(isDraft
        ? { noindex: true }
        : {
            canonical: post.canonicalUrl ?? postPath(post.slug),
            preview: { type: 'article', image, published, modified, tags: names(post) },
            structuredData: blogPosting(site, post, { title, description, image }),
          }),
    },
    html`<article class="post">
      !${isDraft ? html`<p class="notice">${labels.preview}</p>` : ''}
      <h1 dir="auto">${title}</h1>
      !${facts(post, site.language, labels, views)}
      !${tableOfContents(text, labels)}
      <div class="text">!${text}</div>
      !${tagList(post.tags, labels)}
    </article>`,
  );
}

/** What a feed or a search result says about a post. */
export function postSummary({ excerpt, title }: ShownPost, text: string): string {
  return line(excerpt) || firstParagraph(text) || line(title);
}

function facts(
  post: ShownPost,
  language: string,
  labels: Labels,
  views: number | undefined,
): string {
  const published = publicSince(post);
  const changed = changedAt(post);
  const [before = '', after = ''] = labels.updated.split('{date}');
  const parts = [
    day(published, language),
    ...(changed.slice(0, 10) === published.slice(0, 10)
      ? []
      : [html`${before}!${day(changed, language)}${after}`]),
    html`${labels.readTime.replace('{n}', String(post.readTime))}`,
    ...(views === undefined
      ? []
      : [html`${labels.views.replace('{n}', views.toLocaleString(language))}`]),
    termLink('category', post.category),
  ];
  return html`<ul class="facts">!${parts.map((part) => html`<li>!${part}</li>`)}</ul>`;
}

function names({ tags }: ShownPost): string[] {
  return tags.map(({ name }) => line(name));
}

/** A JSON-LD object: https://schema.org/BlogPosting */
function blogPosting(
  { name, language, url }: SiteManifest,
  post: ShownPost,
  shown: { title: string; description: string; image: string | undefined },
): object {
  const { canonicalUrl, slug, category } = post;
  return {
    '@context': 'https://schema.org',
    '@type': 'BlogPosting',
    headline: shown.title,
    description: shown.description,
    datePublished: publicSince(post),
    dateModified: changedAt(post),
    inLanguage: language,
    author: { '@type': 'Person', name, url },
    mainEntityOfPage: canonicalUrl ?? (url && new URL(postPath(slug), url).href),
    image: shown.image,
    articleSection: line(category.name),
    keywords: names(post),
  };
}
