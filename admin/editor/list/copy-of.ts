import type { Kind } from '../kinds.ts';

export interface StoredItem {
  slug: string;
  status: string;
  publishedAt: string | null;
  content?: string;
  [field: string]: unknown;
}

export interface Copy {
  name: string;
  type: string;
  text: string;
}

/** A file with all that the owner wrote: of a post, one that `npm run content -- push` takes back. */
export function copyOf(kind: Kind, item: StoredItem): Copy {
  if (kind === 'post')
    return { name: `${item.slug}.md`, type: 'text/markdown', text: inMarkdown(item) };
  const text = `${JSON.stringify(item, null, 2)}\n`;
  return { name: `${item.slug}.json`, type: 'application/json', text };
}

/** Front matter in YAML, of which JSON is a part: docs/content.md. */
function inMarkdown({ status, publishedAt, content = '', ...item }: StoredItem): string {
  const fields = {
    title: item.title,
    slug: item.slug,
    category: item.category,
    tags: item.tags,
    excerpt: item.excerpt,
    date: publishedAt,
    draft: status !== 'published',
    canonical: item.canonicalUrl,
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
  return `---\n${lines.join('')}---\n\n${content}\n`;
}
