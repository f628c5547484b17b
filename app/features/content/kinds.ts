import type { Fields, Kind, Term } from './service.ts';
import type { TermKind } from './terms.ts';

/** All that distinguishes the kinds of content from each other in storage. */
export interface Descriptor {
  /** The field that a slug is derived from. */
  title: 'title' | 'name';
  /** The field with Markdown: stored and rendered in items of its own. */
  text?: 'content' | 'longDescription';
  /** Fields of an answer that the text decides, by its words. */
  fromWords?(words: number): Fields;
  /** Fields that may be absent. Those with defaults never are. */
  optional: string[];
  /** Of a field that a new item is sent without, or that an update clears. */
  defaults(today: string): Fields;
  /** The field that lists are sorted by, else they are sorted by instants. */
  sortedBy?: 'dateEarned';
  /** Fields with terms, by what the terms are. */
  terms: Partial<Record<TermKind, string>>;
  /** The values with which each filter of the lists lets an item pass. Those that let few pass come first. */
  filters: Record<string, (fields: Fields) => string[]>;
}

const wordsPerMinute = 200;

export const kinds: Record<Kind, Descriptor> = {
  post: {
    title: 'title',
    text: 'content',
    fromWords: (words) => ({ readTime: Math.max(1, Math.ceil(words / wordsPerMinute)) }),
    optional: ['excerpt', 'canonicalUrl', 'origin'],
    defaults: () => ({ tags: [] }),
    terms: { category: 'category', tag: 'tags' },
    filters: {
      tag: ({ tags }) => (tags as Term[]).map(({ slug }) => slug),
      category: ({ category }) => [(category as Term).slug],
    },
  },
  project: {
    title: 'name',
    text: 'longDescription',
    optional: ['longDescription', 'company', 'githubUrl', 'liveUrl', 'image'],
    defaults: () => ({ tech: [], featured: false }),
    terms: {},
    filters: { featured: ({ featured }) => [`${featured}`] },
  },
  certification: {
    title: 'name',
    optional: ['icon', 'description', 'credentialUrl'],
    defaults: (today) => ({ type: 'certification', dateEarned: today, featured: false }),
    sortedBy: 'dateEarned',
    terms: {},
    filters: {
      featured: ({ featured }) => [`${featured}`],
      type: ({ type }) => [`${type}`],
    },
  },
};
