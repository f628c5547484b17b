import { type TProperties, Type } from '@sinclair/typebox';
import { kindSchemas } from '../content/kind-schemas.ts';
import { Day, line, MediaName, Slug, strict } from '../content/schemas.ts';
import { ImportPart } from '../imports/schemas.ts';
import { reasons } from '../visitors/repository.ts';

/** The version of the documents that this app writes and reads. */
export const formatVersion = 1;
/** Items, days and names of one document. */
const maxEntries = 200;
/** More visitors than a site has. */
const count = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });

/** As the app writes instants: sorted as text, they are in chronological order. */
const Instant = Type.String({
  format: 'date-time',
  pattern: '^(19[7-9]|2[0-9]{2})[0-9]-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$',
});

const Term = (maxLength: number) =>
  Type.Object({ name: line(maxLength), slug: Type.String({ maxLength: 200 }) }, strict);

const common = {
  id: Type.String({ pattern: '^c_[A-Za-z0-9_-]{16}$' }),
  slug: Slug,
  oldSlugs: Type.Array(Slug, { maxItems: 20, description: 'Former slugs, which lead to the item' }),
  slugWasPublic: Type.Boolean({ description: 'Whether readers have seen the item at `slug`' }),
  status: Type.Unsafe<'draft' | 'published'>({ type: 'string', enum: ['draft', 'published'] }),
  createdAt: Instant,
  updatedAt: Instant,
  publishedAt: Type.Unsafe<string | null>({ ...Instant, nullable: true }),
  version: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  media: Type.Array(MediaName, { maxItems: 1000, description: 'The own images in the text' }),
  views: Type.Optional(
    Type.Object(
      { views: count, lastDay: Day },
      { ...strict, description: 'Of all days up to `lastDay`' },
    ),
  ),
};

/** The fields of a kind, of which all but some are required. */
function items(kind: keyof typeof kindSchemas, fields: TProperties, description: string) {
  const { slug: _, status: _status, ...own } = kindSchemas[kind].Create.properties;
  const Item = Type.Object({ ...common, ...own, ...fields }, strict);
  return Type.Array(Type.Unsafe<Record<string, unknown>>(Item), {
    maxItems: maxEntries,
    description,
  });
}

const Tally = Type.Record(Type.String({ maxLength: 600 }), count, {
  description: 'Visitors by name',
});

const StoredDay = Type.Object(
  {
    date: Day,
    visitors: count,
    uncounted: Type.Object(
      Object.fromEntries(reasons.map((reason) => [reason, Type.Optional(count)])),
      { ...strict, description: 'Visits that were not counted, by reason' },
    ),
    paths: Tally,
    referrers: Tally,
    countries: Tally,
    devices: Tally,
    goals: Type.Optional(Tally),
    sample: Type.Optional(Type.Literal(true, { description: 'Invented by `npm run seed`' })),
    forgotten: Type.Optional(Type.Literal(true, { description: 'Its breakdowns were removed' })),
  },
  strict,
);

const parts = {
  posts: items(
    'post',
    {
      category: Term(100),
      tags: Type.Array(Term(50), { maxItems: 20 }),
      readTime: Type.Integer({ minimum: 1, maximum: 100_000 }),
    },
    'Posts',
  ),
  projects: items('project', {}, 'Projects'),
  certifications: items('certification', {}, 'Certifications'),
  terms: Type.Array(
    Type.Object(
      {
        of: Type.Unsafe<'category' | 'tag'>({ type: 'string', enum: ['category', 'tag'] }),
        name: line(100),
        slug: Type.String({ maxLength: 200 }),
      },
      strict,
    ),
    { maxItems: 100_000, description: 'How categories and tags are spelled in lists' },
  ),
  media: Type.Array(MediaName, { maxItems: maxEntries, description: 'Uploaded images, by name' }),
  imports: Type.Array(ImportPart, {
    maxItems: maxEntries,
    description: 'What other programs counted, with their days',
  }),
  statistics: Type.Object(
    {
      views: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 1e15, description: 'The number of `GET /count`' }),
      ),
      days: Type.Array(StoredDay, { maxItems: maxEntries, description: 'Days that are over' }),
    },
    strict,
  ),
};

const head = {
  format: Type.Literal('cloud-resume'),
  formatVersion: Type.Literal(formatVersion, { description: 'Of this format' }),
};
const nextCursor = Type.Unsafe<string | null>({
  type: 'string',
  nullable: true,
  description: 'For the next page; null on the last one',
});

export const ExportPage = Type.Object(
  { ...head, ...parts, nextCursor },
  { description: 'A page of the export: a document that `POST /v1/import` takes' },
);

export const ImportInput = Type.Object(
  {
    ...head,
    ...Object.fromEntries(Object.entries(parts).map(([name, one]) => [name, Type.Optional(one)])),
    nextCursor: Type.Optional(nextCursor),
  },
  strict,
);

export const ExportQuery = Type.Object(
  { cursor: Type.Optional(Type.String({ maxLength: 500, description: '`nextCursor` of a page' })) },
  strict,
);

export const ImportQuery = Type.Object(
  {
    plan: Type.Boolean({ default: false, description: '`true` only says what it would do' }),
  },
  strict,
);

const number = Type.Integer({ minimum: 0 });

export const Imported = Type.Object(
  {
    added: number,
    unchanged: Type.Integer({ minimum: 0, description: 'What was there already' }),
    skipped: Type.Integer({
      minimum: 0,
      description: 'Days of other programs that are not before the first of our own',
    }),
    refused: Type.Array(
      Type.Object({
        path: Type.String({ description: 'Where in the body: `posts.3`, `statistics.days.0`' }),
        message: Type.String(),
      }),
      { description: 'What was not written, and why. All else was' },
    ),
    missingMedia: Type.Array(Type.String(), {
      description: 'Images of `media` that are not uploaded',
    }),
  },
  { description: 'What the import did, or would do' },
);
