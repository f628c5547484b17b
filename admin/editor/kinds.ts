export type Kind = 'post' | 'project' | 'certification';

/** How a field is written, and what its text may contain. */
type FieldType =
  /** Text on one line. */
  | 'line'
  /** Text of several lines. */
  | 'text'
  | 'markdown'
  | 'url'
  | 'slug'
  /** The path of an uploaded image. */
  | 'image'
  | 'day'
  | 'switch'
  | 'choice'
  /** One name, with those in use offered. */
  | 'term'
  /** Several names. */
  | 'terms';

export interface FieldDescription {
  name: string;
  label: string;
  type: FieldType;
  /** In code points; of each name in a list of them. */
  maxLength?: number;
  maxItems?: number;
  isRequired?: boolean;
  help?: string;
  /** The route that lists the names in use. */
  names?: string;
  /** The values of a choice, with their labels. The first is that of a new item. */
  choices?: [value: string, label: string][];
}

export interface KindDescription {
  kind: Kind;
  one: string;
  many: string;
  api: string;
  /** In the routes of views. */
  views: string;
  /** The public page of an item. */
  page: (slug: string) => string;
  /** The field that names the item. */
  title: 'title' | 'name';
  fields: FieldDescription[];
}

const https = 'An address that begins with https://';
const slug: FieldDescription = {
  name: 'slug',
  label: 'Slug',
  type: 'slug',
  maxLength: 80,
  help: 'The last part of the page’s address: a–z, 0–9 and hyphens. Empty: made from the title of a new item.',
};
const featured: FieldDescription = { name: 'featured', label: 'Featured', type: 'switch' };

/** All that distinguishes the kinds of content from each other in the editor. A test compares it with the API. */
export const kinds: Record<Kind, KindDescription> = {
  post: {
    kind: 'post',
    one: 'post',
    many: 'Posts',
    api: '/v1/blog/posts',
    views: 'blog',
    page: (slug) => `/blog/${slug}`,
    title: 'title',
    fields: [
      { name: 'title', label: 'Title', type: 'line', maxLength: 200, isRequired: true },
      { name: 'content', label: 'Text', type: 'markdown', maxLength: 100_000, isRequired: true },
      {
        name: 'category',
        label: 'Category',
        type: 'term',
        maxLength: 100,
        isRequired: true,
        names: '/v1/blog/categories',
      },
      {
        name: 'tags',
        label: 'Tags',
        type: 'terms',
        maxLength: 50,
        maxItems: 20,
        names: '/v1/blog/tags',
        help: 'A comma or Enter adds a tag. At most 20.',
      },
      {
        name: 'excerpt',
        label: 'Excerpt',
        type: 'text',
        maxLength: 500,
        help: 'For lists and previews. Empty: the first paragraph.',
      },
      slug,
      {
        name: 'canonicalUrl',
        label: 'Published first at',
        type: 'url',
        maxLength: 2048,
        help: `${https}, if the post is a copy.`,
      },
    ],
  },
  project: {
    kind: 'project',
    one: 'project',
    many: 'Projects',
    api: '/v1/projects',
    views: 'project',
    page: (slug) => `/projects/${slug}`,
    title: 'name',
    fields: [
      { name: 'name', label: 'Name', type: 'line', maxLength: 200, isRequired: true },
      {
        name: 'description',
        label: 'Description',
        type: 'text',
        maxLength: 500,
        isRequired: true,
        help: 'For the list of projects.',
      },
      { name: 'longDescription', label: 'Text', type: 'markdown', maxLength: 20_000 },
      {
        name: 'tech',
        label: 'Made with',
        type: 'terms',
        maxLength: 50,
        maxItems: 30,
        help: 'A comma or Enter adds one. At most 30.',
      },
      { name: 'company', label: 'Company', type: 'line', maxLength: 200 },
      featured,
      { name: 'githubUrl', label: 'Source code', type: 'url', maxLength: 2048, help: `${https}.` },
      { name: 'liveUrl', label: 'Live', type: 'url', maxLength: 2048, help: `${https}.` },
      { name: 'image', label: 'Image', type: 'image' },
      slug,
    ],
  },
  certification: {
    kind: 'certification',
    one: 'certification',
    many: 'Certifications',
    api: '/v1/certifications',
    views: 'certification',
    page: () => '/certifications/',
    title: 'name',
    fields: [
      { name: 'name', label: 'Name', type: 'line', maxLength: 200, isRequired: true },
      { name: 'issuer', label: 'Issuer', type: 'line', maxLength: 200, isRequired: true },
      {
        name: 'type',
        label: 'Type',
        type: 'choice',
        choices: [
          ['certification', 'Certification'],
          ['course', 'Course'],
        ],
      },
      { name: 'dateEarned', label: 'Earned on', type: 'day', help: 'Empty: today.' },
      { name: 'description', label: 'Description', type: 'text', maxLength: 2000 },
      {
        name: 'credentialUrl',
        label: 'Proof',
        type: 'url',
        maxLength: 2048,
        help: `${https}.`,
      },
      { name: 'icon', label: 'Icon', type: 'line', maxLength: 10, help: 'Such as an emoji.' },
      featured,
      slug,
    ],
  },
};

export function isKind(text: string | undefined): text is Kind {
  return text !== undefined && Object.hasOwn(kinds, text);
}
