import type { Answer } from '../../http/answer.ts';
import { feeds, indexes, postPath } from '../../render/content/addresses.ts';
import { type Feed, feedLimit } from '../../render/content/feed.ts';
import { jsonFeed } from '../../render/content/json-feed.ts';
import { feedTitle } from '../../render/content/layout.ts';
import { postSummary } from '../../render/content/post-page.ts';
import { rss } from '../../render/content/rss.ts';
import { changedAt, publicSince } from '../../render/content/shown.ts';
import { labelsFor } from '../../render/labels.ts';
import { forFeed } from '../../render/markdown/feed.ts';
import { line } from '../../render/text.ts';
import { found, missing } from './answers.ts';
import type { Context } from './context.ts';
import { newest } from './lists.ts';

const formats = {
  rss: { write: rss, type: 'application/rss+xml; charset=utf-8' },
  json: { write: jsonFeed, type: 'application/feed+json; charset=utf-8' },
};

/**
 * The newest posts with their texts. Missing while the site's own URL is not known: readers of a feed have no
 * address that theirs could be relative to. Cost: one page of posts, and their texts.
 */
export async function blogFeed(context: Context, format: keyof typeof formats): Promise<Answer> {
  const { site } = context;
  if (!site.url) return missing(site);
  const { write, type } = formats[format];
  return found(write(await feedOf(context, site.url, feeds[format])), type);
}

async function feedOf({ content, site }: Context, base: string, path: string): Promise<Feed> {
  const posts = await newest(content, 'post', {}, feedLimit.items);
  const texts = await content.html('post', posts);
  const absolute = (path: string) => new URL(path, base).href;
  return {
    title: feedTitle(site, labelsFor(site.language)),
    description: site.label || site.name,
    language: site.language,
    author: site.name,
    page: absolute(indexes.blog),
    url: absolute(path),
    items: posts.map((post) => {
      const text = texts.get(post.id) ?? '';
      const url = absolute(postPath(post.slug));
      return {
        id: post.id,
        url,
        title: line(post.title),
        summary: postSummary(post, text),
        html: forFeed(text, url),
        published: publicSince(post),
        changed: changedAt(post),
        topics: [post.category, ...post.tags].map(({ name }) => line(name)),
      };
    }),
  };
}
