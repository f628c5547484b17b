import { fold } from '../../app/features/content/terms.ts';

/** A post of the model: what the owner knows about it. */
export interface ModelPost {
  id: string;
  title: string;
  category: string;
  tags: string[];
  slug: string;
  /** Whether readers have seen `slug`. */
  isSeen: boolean;
  isPublished: boolean;
  createdAt: number;
  publishedAt: number | undefined;
}

interface ModelTerm {
  slug: string;
  name: string;
}

export type Outcome = 'ok' | 'Conflict' | 'NotFound';

/** Content in memory: the rules, without what makes them hold when many write at once. */
export class ContentModel {
  now: number;
  readonly posts = new Map<string, ModelPost>();
  /** The posts that slugs lead to, also former ones. */
  readonly slugs = new Map<string, string>();
  readonly terms = { category: new Map<string, ModelTerm>(), tag: new Map<string, ModelTerm>() };

  constructor(now: number) {
    this.now = now;
  }

  isPublic({ isPublished, publishedAt }: ModelPost): boolean {
    return isPublished && (publishedAt ?? Number.POSITIVE_INFINITY) <= this.now;
  }

  /** The slug that a new post of this title gets. */
  freeSlug(title: string): string {
    for (let n = 1; ; n++) {
      const slug = n === 1 ? title : `${title}-${n}`;
      if (!this.slugs.has(slug)) return slug;
    }
  }

  /** Whether a post may have `slug` because its owner says so. */
  mayTake(slug: string, id: string): boolean {
    const holder = this.posts.get(this.slugs.get(slug) ?? '');
    return !holder || holder.id === id || holder.slug !== slug;
  }

  add(post: ModelPost): void {
    this.posts.set(post.id, post);
    this.slugs.set(post.slug, post.id);
    this.#count(post, undefined);
  }

  change(id: string, changes: Partial<ModelPost>): Outcome {
    const before = this.posts.get(id);
    if (!before) return 'NotFound';
    const slug = changes.slug ?? before.slug;
    if (!this.mayTake(slug, id)) return 'Conflict';
    const wasSeen = before.isSeen || this.isPublic(before);
    const isSeen = slug === before.slug ? wasSeen : this.slugs.get(slug) === id;
    const after = { ...before, ...changes, isSeen };
    if (slug !== before.slug && !wasSeen) this.slugs.delete(before.slug);
    this.slugs.set(slug, id);
    this.posts.set(id, after);
    this.#count(after, before);
    return 'ok';
  }

  remove(id: string): Outcome {
    const before = this.posts.get(id);
    if (!before) return 'NotFound';
    this.posts.delete(id);
    for (const [slug, owner] of this.slugs) if (owner === id) this.slugs.delete(slug);
    this.#count(undefined, before);
    return 'ok';
  }

  /** The slugs of posts with a term: as its address says, which drafts may have to share. */
  termsOf(of: 'category' | 'tag'): { name: string; slug: string; count: number }[] {
    const names = (post: ModelPost) => (of === 'tag' ? post.tags : [post.category]);
    return [...this.terms[of]]
      .map(([key, { name, slug }]) => {
        const users = [...this.posts.values()].filter(
          (post) => this.isPublic(post) && names(post).some((one) => fold(one) === key),
        );
        return { name, slug, count: users.length };
      })
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Terms live as long as a published or scheduled post has them. */
  #count(after: ModelPost | undefined, before: ModelPost | undefined): void {
    for (const termKind of ['category', 'tag'] as const) {
      const names = (post: ModelPost | undefined) =>
        post?.isPublished ? (termKind === 'tag' ? post.tags : [post.category]) : [];
      for (const name of names(after)) {
        if (names(before).includes(name)) continue;
        const known = this.terms[termKind].get(fold(name));
        const slug = known?.slug ?? this.#freeTerm(termKind, name);
        this.terms[termKind].set(fold(name), { name, slug });
      }
      const used = new Set([...this.posts.values()].flatMap((post) => names(post).map(fold)));
      for (const key of this.terms[termKind].keys())
        if (!used.has(key)) this.terms[termKind].delete(key);
    }
  }

  #freeTerm(of: 'category' | 'tag', name: string): string {
    const base = name.toLowerCase().replaceAll('é', 'e');
    const taken = new Set([...this.terms[of].values()].map(({ slug }) => slug));
    for (let n = 1; ; n++) {
      const slug = n === 1 ? base : `${base}-${n}`;
      if (!taken.has(slug)) return slug;
    }
  }
}
