import type { Week } from '../../app/features/digest/report.ts';

/** A week in which nothing happened but what `numbers` says. */
export function aWeek(
  numbers: Partial<Omit<Week, 'ledger'>> & { ledger?: Partial<Week['ledger']> } = {},
): Week {
  const ledger = {
    received: 0,
    counted: 0,
    duplicate: 0,
    bot: 0,
    prefetch: 0,
    optedOut: 0,
    owner: 0,
    crossSite: 0,
    rateLimited: 0,
  };
  const range = { from: '2026-11-16', to: '2026-11-22' };
  return {
    ...range,
    visitors: 0,
    views: 0,
    paths: [],
    referrers: [],
    ...numbers,
    ledger: { ...ledger, ...numbers.ledger },
  };
}
