import { Type } from '@sinclair/typebox';
import { ImportedOverview } from '../imports/schemas.ts';

const number = Type.Integer({ minimum: 0 });

const top = (of: string) =>
  Type.Array(Type.Object({ name: Type.String(), visitors: number }), {
    description: `${of}, most visitors first. Each daily visitor counts by the first visit of the day, so the numbers add up to \`visitors\``,
  });

/** How many requests were received, by outcome. */
const Ledger = Type.Object({
  received: Type.Integer({ minimum: 0, description: 'The sum of the other numbers' }),
  counted: number,
  duplicate: number,
  bot: number,
  prefetch: number,
  optedOut: number,
  owner: number,
  crossSite: number,
  rateLimited: number,
});

export const Overview = Type.Object(
  {
    from: Type.String({ format: 'date' }),
    to: Type.String({ format: 'date' }),
    visitors: Type.Integer({ minimum: 0, description: 'The sum of daily visitors' }),
    views: Type.Integer({
      minimum: 0,
      description: 'Tracked page views: `counted` and `duplicate`',
    }),
    paths: top('Pages of the site; all other paths are `other`'),
    referrers: top(
      'Referring hosts of at least two visitors of a day; `none` without a referrer, and `other` for all other hosts',
    ),
    countries: top('ISO 3166 codes, as CloudFront sends them, or `unknown`'),
    devices: top('`desktop`, `mobile`, `tablet` or `other`, such as a television'),
    goals: Type.Array(Type.Object({ name: Type.String(), visitors: number }), {
      description:
        'What visitors did on the page, most visitors first: `pdf` for the PDF, and the links to contact the owner: `email`, `phone`, `linkedin`, `github`, and `link` for all others. Each goal counts a visitor once a day',
    }),
    ledger: Ledger,
    imported: ImportedOverview,
  },
  {
    description:
      'Totals for the range. The numbers of today are as old as those of `GET /v1/visitors/count`',
  },
);
