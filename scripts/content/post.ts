import { createHash } from 'node:crypto';
import { toInput } from '../../app/features/content/input.ts';
import type { Term } from '../../app/features/content/service.ts';

/** A post as files and the API have it. */
export interface Post {
  slug: string;
  title: string;
  category: string;
  tags: string[];
  excerpt?: string;
  canonicalUrl?: string;
  content: string;
}

/** `published` if no instant is chosen, else the instant, ISO 8601 in UTC. */
export type Publication = 'draft' | 'published' | `${number}-${string}`;

/** A post as the API answers it. Lists have no `content`. */
export interface ServerPost extends Omit<Post, 'content'> {
  id: string;
  status: 'draft' | 'scheduled' | 'published';
  publishedAt: `${number}-${string}` | null;
  version: number;
  origin?: { path: string; hash: string };
  content?: string;
}

/** The same for posts between which readers see no difference. */
export function fingerprint(post: Post, publication: Publication): string {
  const { slug, title, category, tags, excerpt, canonicalUrl } = post;
  const { fields, text } = toInput('post', { title, category, tags, content: tidy(post.content) });
  const terms = [fields.category, ...(fields.tags as Term[])] as Term[];
  const parts = [
    ...[slug, fields.title, terms.map((term) => term.slug), excerpt?.trim() || null],
    ...[canonicalUrl ?? null, text, publication],
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Of a post of the API with its content: of each publication that a file can state for it. */
export function fingerprintsOf(post: ServerPost & { content: string }): string[] {
  return publicationsOf(post).map((publication) => fingerprint(post, publication));
}

export function publicationsOf({ status, publishedAt }: ServerPost): Publication[] {
  if (status === 'draft' || publishedAt === null) return ['draft'];
  return status === 'published' ? ['published', publishedAt] : [publishedAt];
}

/** Markdown without empty lines around it, which files have and editors do not. */
export function tidy(content: string): string {
  return content
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}
