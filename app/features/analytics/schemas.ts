import { Type } from '@sinclair/typebox';

const number = Type.Integer({ minimum: 0 });

const top = (of: string) =>
  Type.Array(Type.Object({ name: Type.String(), visitors: number }), {
    description: `${of}, most visitors first. A visitor is counted by the first visit of a day, so that these add up to \`visitors\``,
  });

/** What came of all that was received. */
const Ledger = Type.Object({
  received: Type.Integer({ minimum: 0, description: 'The sum of the others' }),
  counted: number,
  duplicate: number,
  bot: number,
  prefetch: number,
  optedOut: number,
  owner: number,
  rateLimited: number,
});

export const Overview = Type.Object(
  {
    from: Type.String({ format: 'date' }),
    to: Type.String({ format: 'date' }),
    visitors: Type.Integer({ minimum: 0, description: 'The sum of daily visitors' }),
    views: Type.Integer({ minimum: 0, description: 'Counted and duplicate' }),
    paths: top('Pages of the site, others as `other`'),
    referrers: top('Hosts that visitors came from, `none`, and beyond a bound `other`'),
    countries: top('ISO 3166 codes as CloudFront has them, or `unknown`'),
    devices: top('`desktop`, `mobile`, `tablet` or `other`'),
    ledger: Ledger,
  },
  { description: 'All of the range together' },
);
