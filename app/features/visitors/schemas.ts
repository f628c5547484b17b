import { Type } from '@sinclair/typebox';
import { earliestDay } from '../../days/utc-day.ts';
import { ImportedTotals } from '../imports/schemas.ts';
import { type Goal, goals } from './goals.ts';
import { reasons } from './repository.ts';

const maxLength = 8192;

export const VisitInput = Type.Object(
  {
    path: Type.Optional(
      Type.String({
        maxLength,
        description:
          'Path of the page, `/` if left out. Pages that the site does not have are counted as `other`',
      }),
    ),
    referrer: Type.Optional(
      Type.String({
        maxLength,
        description:
          '`document.referrer`. Only its host is used; well-known Android apps count as theirs',
      }),
    ),
    goal: Type.Optional(
      Type.Unsafe<Goal>({
        type: 'string',
        enum: [...goals],
        description:
          'What the visitor did on the page: opened the PDF, or followed a link to contact the owner. Counts this once per visitor and UTC day, instead of a visit',
      }),
    ),
  },
  { additionalProperties: false },
);

const header = (description: string) => Type.Optional(Type.String({ description }));

/** What the app reads of a visit's headers. Any text is valid. */
export const VisitHeaders = Type.Object({
  'User-Agent': header('Clients that do not introduce themselves as browsers are bots'),
  'Sec-GPC': header('`1` opts out'),
  DNT: header('A value that begins with `1` opts out'),
  'Sec-Purpose': header('`prefetch` or `prerender`: the page is not shown yet'),
  Purpose: header('The same, from older browsers'),
  'Sec-Fetch-Site': header(
    'Anything but `same-origin` is another site, unless its `Origin` is allowed',
  ),
  Origin: header(
    'Without `Sec-Fetch-Site`, an origin that is neither the site nor allowed is another site',
  ),
  'X-Live-Test': header(
    'Any value: the request tests the deployment. The answer is the usual one, but nothing counts: `bot` if there is no other reason',
  ),
});

const count = Type.Integer({
  minimum: 0,
  description:
    'The sum of daily visitors: visitors on two days count twice. Visits of the last 5 seconds may be missing; on a day with some hundreds of visitors or more, those of up to the last 60 seconds',
});
const today = Type.Integer({
  minimum: 0,
  description: 'Visitors on the current UTC day',
});

export const Tracked = Type.Object(
  {
    tracked: Type.Boolean({ description: 'Whether this request was counted' }),
    reason: Type.Optional(
      Type.Union(
        reasons.map((reason) => Type.Literal(reason)),
        { description: 'Why this request counted nothing' },
      ),
    ),
  },
  { description: 'Counted, or the reason why not' },
);

export const Exclusion = Type.Null({ description: 'Done. `Set-Cookie` has the cookie' });

export const VisitorCount = Type.Object(
  {
    count,
    today,
    lastUpdated: Type.String({
      format: 'date-time',
      description: 'When the numbers were read from the database',
    }),
  },
  { description: 'The number of visitors' },
);

const day = Type.String({ format: 'date', description: 'A UTC day' });
const totals = {
  visitors: Type.Integer({ minimum: 0 }),
  views: Type.Integer({
    minimum: 0,
    description: 'Tracked page views: `counted` and `duplicate`',
  }),
};

const imported = Type.Optional(ImportedTotals);

export const DailyTrends = Type.Object(
  { trends: Type.Array(Type.Object({ date: day, ...totals, imported })) },
  {
    description:
      'Every day of the range, oldest first. The numbers of today are as old as those of `GET /v1/visitors/count`',
  },
);

export const MonthlyTrends = Type.Object(
  {
    trends: Type.Array(
      Type.Object({
        month: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$' }),
        ...totals,
        imported,
      }),
    ),
  },
  {
    description:
      'Every calendar month of the range, oldest first. `visitors` is the sum of daily visitors',
  },
);

export const Days = Type.Object({
  days: Type.Integer({
    minimum: 1,
    maximum: 365,
    default: 30,
    description: 'Number of days, `until` included. Days before the first visit are zero',
  }),
  until: Type.Optional(
    Type.String({
      format: 'date',
      description: `The last day of the range, a UTC day from ${earliestDay} up to the current one, which is the default`,
    }),
  ),
});

export const Months = Type.Object({
  months: Type.Integer({
    minimum: 1,
    maximum: 24,
    default: 6,
    description: 'Number of months, the current one included',
  }),
});
