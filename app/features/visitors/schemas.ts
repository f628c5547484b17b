import { Type } from '@sinclair/typebox';
import { reasons } from './repository.ts';

const maxLength = 8192;

export const VisitInput = Type.Object(
  {
    path: Type.Optional(
      Type.String({
        maxLength,
        description: 'Path of the page, `/` without. Only known pages are counted by name',
      }),
    ),
    referrer: Type.Optional(
      Type.String({
        maxLength,
        description: '`document.referrer`. Only its host is looked at',
      }),
    ),
  },
  // Without a body, it is a visit of `/`.
  { additionalProperties: false, nullable: true },
);

const count = Type.Integer({
  minimum: 0,
  description:
    'The sum of daily visitors: who came on two days was counted on both. As this process knows it: all that it counted itself, of others’ what was there up to 5 seconds ago',
});
const today = Type.Integer({
  minimum: 0,
  description: 'Visitors of the current UTC day, as known',
});

export const Tracked = Type.Object(
  {
    tracked: Type.Boolean({ description: 'Whether this request counted its visitor' }),
    reason: Type.Optional(
      Type.Union(
        reasons.map((reason) => Type.Literal(reason)),
        { description: 'Why not' },
      ),
    ),
    count,
    today,
  },
  { description: 'Counted once per visitor and UTC day, or said why not' },
);

export const VisitorCount = Type.Object(
  {
    count,
    today,
    lastUpdated: Type.String({
      format: 'date-time',
      description: 'When the numbers were read',
    }),
  },
  { description: 'The numbers' },
);

const day = Type.String({ format: 'date', description: 'A UTC day' });
const totals = {
  visitors: Type.Integer({ minimum: 0 }),
  views: Type.Integer({
    minimum: 0,
    description: 'Tracked page views: counted ones and those of visitors who had been counted',
  }),
};

export const DailyTrends = Type.Object(
  { trends: Type.Array(Type.Object({ date: day, ...totals })) },
  { description: 'Every day of the range, oldest first' },
);

export const MonthlyTrends = Type.Object(
  {
    trends: Type.Array(
      Type.Object({ month: Type.String({ pattern: '^\\d{4}-\\d{2}$' }), ...totals }),
    ),
  },
  { description: 'Every calendar month of the range, oldest first; the sum of its daily visitors' },
);

export const Days = Type.Object({
  days: Type.Integer({ minimum: 1, maximum: 365, default: 30, description: 'Up to today' }),
});

export const Months = Type.Object({
  months: Type.Integer({ minimum: 1, maximum: 24, default: 6, description: 'Up to this one' }),
});
