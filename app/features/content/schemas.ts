import {
  type ObjectOptions,
  type TProperties,
  type TSchema,
  type TUnsafe,
  Type,
} from '@sinclair/typebox';
import { IfMatch } from '../../http/if-match.ts';

export const strict = { additionalProperties: false };

/** Unpaired surrogates are no text. `app/http/validator.ts` has the format. */
const format = 'well-formed';

/** No control characters, and not only white space. */
const linePattern =
  '^[^\\x00-\\x1f\\x7f-\\x9f]*[^\\x00-\\x20\\x7f-\\xa0][^\\x00-\\x1f\\x7f-\\x9f]*$';

/** Text on one line. The routes take off the white space around it: `trimLines`. */
export function line(maxLength: number, description?: string) {
  return Type.String({
    minLength: 1,
    maxLength,
    pattern: linePattern,
    format,
    ...(description && { description }),
  });
}

/** Takes off the white space around each text in `body` that is to be on one line. Leaves the rest to the schema. */
export function trimLines(body: unknown, fields: TProperties): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const isLines = field?.items?.pattern === linePattern && Array.isArray(value);
      if (isLines) return [name, value.map(trim)];
      return [name, field?.pattern === linePattern ? trim(value) : value];
    }),
  );
}

function trim(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** Text of several lines. */
export function text(maxLength: number, description?: string) {
  return Type.String({ minLength: 1, maxLength, format, ...(description && { description }) });
}

export const HttpsUrl = Type.String({
  maxLength: 2048,
  // The host as browsers copy it: in ASCII, without a user before it.
  pattern: '^https://([A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,63}(:[0-9]{1,4})?([/?#][\\x21-\\x7e]*)?$',
  description: 'An address that begins with https://',
});

const mediaName = '[0-9a-f]{16}-[1-9][0-9]{0,4}x[1-9][0-9]{0,4}\\.(png|jpg|webp|avif|gif)$';

export const MediaName = Type.String({
  pattern: `^${mediaName}`,
  description: 'The name of an uploaded image',
});

export const MediaPath = Type.String({
  pattern: `^/media/${mediaName}`,
  description: 'The path of an uploaded image',
});

export const Day = Type.String({ format: 'date', description: '`YYYY-MM-DD`' });

const Instant = Type.String({ format: 'date-time' });

export const Slug = Type.String({
  minLength: 1,
  maxLength: 80,
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  description:
    'The last part of the address of the page. Without it, it is derived from the title. Some words are reserved',
});

export const Id = Type.Object({
  id: Type.String({ description: 'The id, `c_` and 16 characters' }),
});

export const IdOrSlug = Type.Object({
  id: Type.String({ description: 'The id, or a slug, also a former one' }),
});

/** The two kinds of bodies for the fields of a kind: those that a new item needs, and those that it may have. */
export function bodies(required: TProperties, optional: TProperties) {
  const Create = Type.Object(
    {
      ...required,
      ...each(optional, Type.Optional),
      slug: Type.Optional(Slug),
      status: Type.Optional(
        Type.Union([Type.Literal('draft'), Type.Literal('published')], {
          description: 'A draft if left out',
        }),
      ),
    },
    strict,
  );
  const Update = Type.Object(
    {
      ...each(required, Type.Optional),
      ...each(optional, (field) => Type.Optional(clearable(field))),
      slug: Type.Optional(Slug),
    },
    { ...strict, minProperties: 1 },
  );
  return { Create, Update };
}

/** Not a union with null: of a wrong value, its errors would name each member. */
function clearable(field: TSchema): TSchema {
  const { enum: values } = field;
  return { ...field, nullable: true, ...(values && { enum: [...values, null] }) };
}

function each(fields: TProperties, change: (field: TSchema) => TSchema): TProperties {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, change(field)]));
}

/** A summary: what all kinds have, and the fields of one. The presenter makes it. */
export function summary(fields: TProperties) {
  return itemOf(fields, {});
}

/** An item as the only one of an answer. */
export function answers(fields: TProperties, description: string) {
  const etag = Type.String({ description: 'The version, for `If-Match`' });
  const location = Type.String({ description: 'The item, relative to the path of the request' });
  return {
    Item: itemOf(fields, { description, headers: { etag } }),
    Created: itemOf(fields, { description, headers: { etag, location } }),
  };
}

function itemOf(fields: TProperties, options: ObjectOptions) {
  const Item = Type.Object(
    {
      id: Type.String({ description: 'Never changes. No slug looks like it' }),
      slug: Type.String(),
      status: Type.String({ enum: ['draft', 'scheduled', 'published'] }),
      createdAt: Instant,
      updatedAt: Type.Unsafe<string>({
        ...Instant,
        description: 'Of the last change that readers see. Publishing is none',
      }),
      publishedAt: Type.Unsafe<string | null>({
        ...Instant,
        nullable: true,
        description: 'Of the first publication. In the future while the item is scheduled',
      }),
      version: Type.Integer({ description: 'As in the header `ETag`, for `If-Match`' }),
      ...fields,
    },
    options,
  );
  return Type.Unsafe<object>(Item);
}

export function listOf(Item: TUnsafe<object>) {
  return Type.Object(
    {
      items: Type.Array(Item),
      nextCursor: Type.Unsafe<string | null>({
        type: 'string',
        nullable: true,
        description: 'For the next page; null on the last one',
      }),
    },
    { description: 'A page of the list. It is full unless it is the last' },
  );
}

export function listQuery(filters: TProperties) {
  return Type.Object(
    {
      status: Type.Union(
        ['published', 'draft', 'scheduled', 'all'].map((name) => Type.Literal(name)),
        { default: 'published', description: 'Anything but `published` is the owner’s' },
      ),
      ...each(filters, Type.Optional),
      limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
      cursor: Type.Optional(Type.String({ maxLength: 500, description: '`nextCursor` of a page' })),
    },
    strict,
  );
}

export const Conditions = Type.Object({ 'If-Match': Type.Optional(IfMatch) });

export const IdempotencyKey = Type.Object({
  'Idempotency-Key': Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]{1,255}$',
      description:
        'Of your choice, one for each new item. A repeated request answers with the item of the first one as it is now',
    }),
  ),
});

export const Publish = Type.Object(
  {
    publishedAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description:
          'From 1970 to ten years ahead. In the future, it schedules the item; in the past, it keeps the date of an earlier publication elsewhere',
      }),
    ),
  },
  strict,
);

export const Preview = Type.Object(
  {
    url: Type.String({ description: 'Path on the site. Anyone who has it can read the draft' }),
    expiresAt: Instant,
  },
  { description: 'A link to the draft. It replaces the one before' },
);

export const Terms = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        name: Type.String(),
        slug: Type.String({ description: 'For the filter of the list, and in addresses' }),
        count: Type.Integer({ description: 'Published posts' }),
      }),
    ),
  },
  { description: 'Those of published posts, by name' },
);

export const Nothing = Type.Null({ description: 'Done' });
