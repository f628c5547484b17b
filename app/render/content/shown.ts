/** A category or a tag. */
export interface ShownTerm {
  name: string;
  slug: string;
}

interface Shown {
  id: string;
  slug: string;
  /** Instants, ISO 8601 in UTC. Drafts have not been published. */
  publishedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/** What pages and feeds show of a post. */
export interface ShownPost extends Shown {
  title: string;
  category: ShownTerm;
  tags: ShownTerm[];
  excerpt?: string;
  /** Where the post was published first, if not here. */
  canonicalUrl?: string;
  /** Whole minutes. */
  readTime: number;
}

export interface ShownProject extends Shown {
  name: string;
  description: string;
  tech: string[];
  company?: string;
  featured: boolean;
  githubUrl?: string;
  liveUrl?: string;
  /** Path of a file of ours, which ends with its size: `/media/0123456789abcdef-640x480.webp`. */
  image?: string;
}

export interface ShownCertification extends Shown {
  name: string;
  issuer: string;
  type: 'certification' | 'course';
  /** `YYYY-MM-DD`. */
  dateEarned: string;
  icon?: string;
  description?: string;
  credentialUrl?: string;
}

/** The instant from which an item is public, or was made if it is a draft. */
export function publicSince({ publishedAt, createdAt }: Shown): string {
  return publishedAt ?? createdAt;
}

/** The newest change that readers see: publishing counts, also when it was scheduled before. */
export function changedAt(item: Shown): string {
  const since = publicSince(item);
  return item.updatedAt > since ? item.updatedAt : since;
}
