import { Document, isCollection, isScalar, parseDocument } from 'yaml';
import { shortDate } from './dates.ts';
import { yamlFence } from './front-matter.ts';
import { fingerprint, type Post, publicationsOf, type ServerPost } from './post.ts';
import { type PostFile, slugOfPath } from './post-file.ts';

/** The fields of a file, in this order. Undefined ones are left out. */
export interface Fields {
  title: string;
  slug?: string | undefined;
  category: string;
  tags?: string[] | undefined;
  excerpt?: string | undefined;
  date?: string | undefined;
  draft: boolean;
  aliases?: string[] | undefined;
  canonical?: string | undefined;
}

/** A file of these fields and this text. */
export function newFile(fields: Fields, content: string): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const document = new Document(Object.fromEntries(given));
  const tags = document.get('tags', true);
  if (isCollection(tags)) tags.flow = true;
  return join(document, content);
}

/** The file of a post that no file has. */
export function fileOf(path: string, post: Post & ServerPost): string {
  return newFile(fieldsOf(path, post, post.publishedAt ?? undefined), post.content);
}

/**
 * `text`, the file, with what has changed in the post. The rest of its front matter stays, with comments and quotes;
 * images that the file names by its own paths keep these.
 */
export function updatedFile(text: string, file: PostFile, post: Post & ServerPost): string {
  const [, source = ''] = yamlFence.exec(text) ?? [];
  const document = parseDocument(source, { schema: 'failsafe' });
  const stays = publicationsOf(post).includes(file.publication);
  const date = stays ? undefined : (post.publishedAt ?? undefined);
  const { draft, ...fields } = fieldsOf(file.path, post, date);
  for (const [name, value] of Object.entries(fields)) {
    const isKept = name === 'date' && (stays || value === undefined);
    if (!isKept && name !== 'aliases') set(document, name, value);
  }
  if (!stays) set(document, 'draft', draft);
  return join(document, withOwnPaths(post.content, file));
}

/** Whether an update of the file makes it what the post is: a check before the file is written. */
export function isWhole(written: PostFile, post: Post & ServerPost): boolean {
  return publicationsOf(post).some((one) => fingerprint(post, one) === written.fingerprint);
}

function fieldsOf(path: string, post: Post & ServerPost, date: string | undefined): Fields {
  const { title, slug, category, tags, excerpt, canonicalUrl: canonical, status } = post;
  return {
    title,
    slug: slug === slugOf(path) ? undefined : slug,
    category,
    tags: tags.length > 0 ? tags : undefined,
    excerpt,
    date: status === 'draft' || date === undefined ? undefined : shortDate(date),
    draft: status === 'draft',
    canonical,
  };
}

function slugOf(path: string): string | undefined {
  try {
    return slugOfPath(path);
  } catch {
    return undefined;
  }
}

function set(document: Document, name: string, value: unknown): void {
  const before = document.toJS()?.[name];
  if (value === undefined) return void document.delete(name);
  const next = Array.isArray(value) ? value : `${value}`;
  if (JSON.stringify(before) === JSON.stringify(next)) return;
  const node = document.get(name, true);
  const isText = typeof next === 'string';
  // The comment of a text stays with it.
  const changed = isText && isScalar(node) ? node : document.createNode(next);
  if (isText && isScalar(changed)) {
    changed.value = next;
    changed.type = typeof value === 'boolean' ? 'PLAIN' : quoting(next);
  }
  if (changed !== node) document.set(name, changed);
  if (isCollection(changed)) changed.flow = true;
}

/** Other programs read `true` and `2024` as no text. */
function quoting(text: string) {
  const plain = new Document(text).toString({ lineWidth: 0 }).trim();
  return plain === text ? 'PLAIN' : 'QUOTE_DOUBLE';
}

function join(document: Document, content: string): string {
  const options = { lineWidth: 0, flowCollectionPadding: false };
  return `---\n${document.toString(options)}---\n\n${content.trimEnd()}\n`;
}

function withOwnPaths(content: string, { images }: PostFile): string {
  const own = [...images].map(([reference, { address }]) => [address, reference] as const);
  return own.reduce((text, [address, reference]) => text.replaceAll(address, reference), content);
}
