// The format of docs/data-format.md, for Node and browsers.

export interface Entry {
  id: string;
  version: number;
  [field: string]: unknown;
}

export interface Term {
  of: string;
  name: string;
  slug: string;
}

export interface Day {
  date: string;
  [field: string]: unknown;
}

/** What another program counted. */
export interface Import {
  id: string;
  source: string;
  /** Of an earlier counter, which has no days. */
  views?: number;
  days: { date: string }[];
}

/** An export, or a page of it: docs/data-format.md. */
export interface Document {
  format: string;
  formatVersion: number;
  posts: Entry[];
  projects: Entry[];
  certifications: Entry[];
  terms: Term[];
  media: string[];
  imports: Import[];
  statistics: { views?: number; days: Day[] };
}

/** A document that is none of this format, or not whole. */
export class BadDocument extends Error {}

/** JSON of another program. */
export class ForeignDocument extends BadDocument {
  constructor(name: string) {
    super(`${name} is no export of cloud-resume.`);
  }
}

export const lists = ['posts', 'projects', 'certifications'] as const;

/** The version that is read and written here. */
const formatVersion = 1;
/** Of a file: 5,000 posts and ten years have 32 MB. */
export const maxBytes = 400_000_000;

/**
 * The pages of an export as one document. What changed while it was read may be in two pages: the newer version stays.
 * All is in an order that does not depend on when it was read.
 */
export function join(pages: Document[]): Document {
  const statistics = pages.map((page) => page.statistics);
  const views = Math.max(...statistics.map((one) => one.views ?? 0));
  const [posts = [], projects = [], certifications = []] = lists.map((name) =>
    newest(pages.flatMap((page) => page[name])),
  );
  return {
    ...{ format: 'cloud-resume', formatVersion, posts, projects, certifications },
    terms: distinct(
      pages.flatMap(({ terms }) => terms),
      ({ of, slug }) => `${of} ${slug}`,
    ),
    media: [...new Set(pages.flatMap(({ media }) => media))].sort(),
    imports: joinImports(pages.flatMap(({ imports }) => imports)),
    statistics: {
      views,
      days: distinct(
        statistics.flatMap(({ days }) => days),
        ({ date }) => date,
      ),
    },
  };
}

function joinImports(parts: Import[]): Import[] {
  const ids = distinct(parts, ({ id }) => id);
  return ids.map((one) => {
    const days = parts.filter(({ id }) => id === one.id).flatMap(({ days }) => days);
    return { ...one, days: distinct(days, ({ date }) => date) };
  });
}

function newest(entries: Entry[]): Entry[] {
  const sorted = entries.toSorted((a, b) => a.version - b.version);
  return distinct(sorted, ({ id }) => id);
}

/** The last one of each name, sorted by name. */
function distinct<T>(all: T[], nameOf: (one: T) => string): T[] {
  const named = new Map(all.map((one) => [nameOf(one), one]));
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** As JSON, with all keys sorted. */
export function print(document: Document): string {
  return `${JSON.stringify(sorted(document), null, 1)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, sorted(one)]));
}

/** The document in a text; its parts may be missing. @param name for errors. @throws {BadDocument} */
export function parseDocument(name: string, text: string): Document {
  const found = parse(name, text);
  if (found.format !== 'cloud-resume') throw new ForeignDocument(name);
  if (found.formatVersion !== formatVersion) {
    throw new BadDocument(
      `${name} has format version ${found.formatVersion}, and only ${formatVersion} is known here: update this program.`,
    );
  }
  const { posts = [], projects = [], certifications = [], terms = [], media = [] } = found;
  const { imports = [], statistics = { days: [] } } = found;
  return { ...found, posts, projects, certifications, terms, media, imports, statistics };
}

function parse(
  name: string,
  text: string,
): Partial<Document> & Pick<Document, 'format' | 'formatVersion'> {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    throw new BadDocument(`${name} is not JSON, or was cut short: ${(error as Error).message}`);
  }
  throw new ForeignDocument(name);
}

const maxItems = 25;
const maxDays = 100;
const maxNames = 100;
/** Of a request, beside its last item. */
const maxChunkBytes = 1_000_000;

export interface Chunk {
  body: Partial<Document>;
  /** What the places in `body` are in the whole document: `posts.3` is `posts.28`. */
  from: number;
}

/** Documents that `POST /v1/import` takes, in the order in which they are to be sent. */
export function split({
  format,
  formatVersion,
  terms,
  media,
  imports,
  statistics,
  ...rest
}: Document): Chunk[] {
  const head = { format, formatVersion };
  const { views, days } = statistics;
  return [
    ...slices(media, maxNames).map(({ part, from }) => ({ body: { ...head, media: part }, from })),
    ...lists.flatMap((name) =>
      slices(rest[name], maxItems).map(({ part, from }) => ({
        body: { ...head, [name]: part },
        from,
      })),
    ),
    ...(terms.length > 0 ? [{ body: { ...head, terms }, from: 0 }] : []),
    ...slices(days, maxDays).map(({ part, from }) => ({
      body: { ...head, statistics: { days: part } },
      from,
    })),
    ...imports.flatMap(({ days, ...one }) =>
      (days.length === 0 ? [{ part: [], from: 0 }] : slices(days, maxDays)).map(
        ({ part, from }) => ({
          body: { ...head, imports: [{ ...one, days: part }] },
          from,
        }),
      ),
    ),
    ...(views === undefined
      ? []
      : [{ body: { ...head, statistics: { views, days: [] } }, from: 0 }]),
  ];
}

function slices<T>(all: T[], max: number): { part: T[]; from: number }[] {
  const found: { part: T[]; from: number }[] = [];
  let size = 0;
  for (const [i, one] of all.entries()) {
    const last = found.at(-1);
    if (!last || last.part.length === max || size > maxChunkBytes) {
      found.push({ part: [one], from: i });
      size = 0;
    } else last.part.push(one);
    size += JSON.stringify(one).length;
  }
  return found;
}

/** Where a part of a chunk is in the whole document, in words: `posts.28 (a-slug)`. */
export function placeOf({ body, from }: Chunk, path: string): string {
  const [list = '', index = ''] = path.split('.').slice(-2);
  const parts = { ...body, ...body.imports?.[0], ...body.statistics } as Record<string, unknown>;
  const one = (parts[list] as { slug?: string; date?: string; id?: string }[])[Number(index)];
  return `${list}.${Number(index) + from} (${one?.slug ?? one?.date ?? one?.id})`;
}
