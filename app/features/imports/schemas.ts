import { Type } from '@sinclair/typebox';
import { type Source as SourceName, sources } from './repository.ts';

const strict = { additionalProperties: false };
const Day = Type.String({ format: 'date' });

/** More visitors than a site has. */
const count = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });

const Tally = Type.Record(Type.String({ maxLength: 300 }), count, {
  maxProperties: 100,
  description: 'Visitors by name',
});

const Source = Type.Unsafe<SourceName>({
  type: 'string',
  enum: [...sources],
  description: 'The program that counted; `counter` is an earlier number of views, without days',
});

const common = {
  id: Type.String({ pattern: '^[a-z0-9-]{1,60}$', description: 'The same for the same file' }),
  source: Source,
  views: Type.Optional(Type.Integer({ minimum: 0, maximum: 1e15, description: 'Of a `counter`' })),
};

/** A part of an import: all have the same id, source and views. */
export const ImportPart = Type.Object(
  {
    ...common,
    days: Type.Array(
      Type.Object(
        {
          date: Day,
          visitors: count,
          views: count,
          paths: Type.Optional(Tally),
          referrers: Type.Optional(Tally),
          countries: Type.Optional(Tally),
          devices: Type.Optional(Tally),
        },
        strict,
      ),
      { maxItems: 200 },
    ),
  },
  strict,
);

export const Imports = Type.Object(
  { items: Type.Array(Type.Object(common)) },
  { description: 'Numbers that other programs counted, by file' },
);

export const ImportId = Type.Object({ id: Type.String({ description: 'The id of the import' }) });

const totals = {
  source: Source,
  visitors: Type.Integer({ minimum: 0 }),
  views: Type.Integer({ minimum: 0 }),
};

/** Beside our own numbers. */
export const ImportedTotals = Type.Array(Type.Object(totals), {
  description:
    'What other programs counted, by source, on days before the first of our own. It is in no other number',
});

const names = Type.Array(Type.Object({ name: Type.String(), visitors: count }));

export const ImportedOverview = Type.Array(
  Type.Object({ ...totals, paths: names, referrers: names, countries: names, devices: names }),
  {
    description:
      'What other programs counted, by source, on days before the first of our own. It is in no other number; its parts need not add up',
  },
);
