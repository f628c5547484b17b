import { slugify, slugProblem } from '../../../app/features/content/slugs.ts';
import { parseDate, shortDate } from '../dates.ts';
import type { Value } from '../front-matter.ts';
import { at } from '../problems.ts';
import { slugFor } from '../slug.ts';
import type { Fields } from '../write-file.ts';

/** What a file or an export has of a post, with the names of its program. */
export interface Foreign {
  fields: Record<string, Value>;
  lineOf(name: string): number | undefined;
  /** The name of the file without its ending; of its folder for `index.md`. Without one for exports. */
  name: string;
  /** Its folder says that it is a draft. */
  isDraft: boolean;
}

export interface Taken {
  fields: Fields;
  /** The picture above the text. */
  cover?: string;
  notes: string[];
}

/**
 * The names of each field in Jekyll, Hugo, Astro's blog and dev.to, by preference. They agree enough for one table.
 */
const names = {
  title: ['title'],
  date: ['publishDate', 'pubDate', 'published_at', 'date'],
  excerpt: ['excerpt', 'description', 'summary'],
  tags: ['tags', 'tag', 'cached_tag_list'],
  category: ['category', 'categories'],
  slug: ['slug', 'permalink', 'url'],
  aliases: ['aliases', 'redirect_from'],
  canonical: ['canonical_url', 'canonicalURL', 'canonicalUrl', 'canonical'],
  cover: ['cover_image', 'heroImage', 'main_image', 'cover', 'featured_image', 'image'],
  draft: ['draft', 'published', 'expiryDate', 'created_at'],
} as const;

/** They say nothing that a post of ours could. */
const meaningless = new Set('layout id type_of processed_html body_markdown'.split(' '));
const dated = /^(\d{4}-\d{2}-\d{2})-(.+)$/;
const maxExcerpt = 500;
const months =
  'january february march april may june july august september october november december'.split(
    ' ',
  );

/** @throws {Problem} for a date that is none */
export function takeFields({ fields, lineOf, name, isDraft }: Foreign, category: string): Taken {
  const notes = unknown(fields);
  const value = (field: keyof typeof names) =>
    names[field].map((one) => fields[one]).find((one) => one !== undefined && one !== '');
  const [, dayOfName, nameWithoutDay = name] = dated.exec(name) ?? [];
  const written = asText(value('date')) ?? dayOfName;
  const line = lineOf(names.date.find((one) => fields[one]) ?? '');
  const date =
    written === undefined ? undefined : at(line, () => shortDate(parseDate(inNumbers(written))));

  const slug = slugOf(asText(value('slug')), nameWithoutDay, asText(value('title')) ?? '');
  if (slug.note) notes.push(slug.note);
  const cover = coverOf(value('cover'));
  const aliases = asList(value('aliases')).map(lastPart);
  const odd = aliases.filter((alias) => slugProblem(alias));
  if (odd.length > 0) notes.push(`former addresses that cannot be kept: ${odd.join(', ')}`);
  const tags = asList(value('tags'));
  return {
    notes,
    ...(cover && { cover }),
    fields: {
      title: asText(value('title')) ?? '',
      slug: slug.slug,
      category: asList(value('category'))[0] ?? category,
      tags: tags.length > 0 ? tags : undefined,
      excerpt: shortened(asText(value('excerpt')), notes),
      date,
      draft: isDraft || date === undefined || saysDraft(fields),
      aliases: kept(aliases, slug.slug),
      canonical: asText(value('canonical')),
    },
  };
}

function unknown(fields: Record<string, Value>): string[] {
  const known = new Set<string>(Object.values(names).flat());
  return Object.keys(fields)
    .filter((name) => !known.has(name) && !meaningless.has(name))
    .map((name) => `"${name}" is not taken`);
}

function saysDraft({ draft, published, expiryDate }: Record<string, Value>): boolean {
  const isExpired = typeof expiryDate === 'string' && Date.parse(expiryDate) < Date.now();
  return draft === 'true' || published === 'false' || isExpired;
}

function slugOf(given: string | undefined, name: string, title: string) {
  const wanted = given === undefined ? name : lastPart(given).replace(/\.html?$/, '');
  // Jekyll's permalinks may consist of placeholders only.
  const source = wanted === '' || wanted.includes(':') ? name || title : wanted;
  const slug = slugProblem(source) ? slugFor(slugify(source) || title) : source;
  return slug === source ? { slug } : { slug, note: `the address "${source}" becomes "${slug}"` };
}

/** `Jul 08 2022` and `July 8, 2022` as `2022-07-08`: the templates of Astro write dates like this. */
function inNumbers(date: string): string {
  const [, name = '', day = '', year] =
    /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(date.trim()) ?? [];
  const month = months.findIndex((one) => name !== '' && one.startsWith(name.toLowerCase()));
  if (!year || month === -1) return date;
  return `${year}-${`${month + 1}`.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function kept(aliases: string[], slug: string): string[] | undefined {
  const good = aliases.filter((alias) => !slugProblem(alias) && alias !== slug);
  return good.length > 0 ? [...new Set(good)] : undefined;
}

function shortened(excerpt: string | undefined, notes: string[]): string | undefined {
  const text = excerpt?.trim();
  if (text === undefined || text.length <= maxExcerpt) return text;
  notes.push(`the excerpt is cut at ${maxExcerpt} characters`);
  return `${text.slice(0, maxExcerpt - 1).trimEnd()}…`;
}

/** Hugo's themes write `cover: {image: …}`, Astro's `image: {url: …}`. */
function coverOf(value: Value | undefined): string | undefined {
  if (typeof value !== 'object' || Array.isArray(value)) return asText(value);
  return asText(value.image ?? value.url ?? value.src);
}

function asText(value: Value | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A list, or a text of parts between commas or, without a comma, blanks. */
function asList(value: Value | undefined): string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  if (typeof value !== 'string') return [];
  const parts = value.split(value.includes(',') ? ',' : ' ');
  return parts.map((part) => part.trim()).filter(Boolean);
}

function lastPart(address: string): string {
  return (
    address
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? ''
  );
}
