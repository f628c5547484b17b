import { test } from 'tap';
import { overview } from '../../app/features/analytics/overview.ts';

test('the overview of no days is all zeros', (t) => {
  t.strictSame(overview([]), {
    visitors: 0,
    views: 0,
    paths: [],
    referrers: [],
    countries: [],
    devices: [],
    goals: [],
    ledger: {
      received: 0,
      counted: 0,
      duplicate: 0,
      bot: 0,
      prefetch: 0,
      optedOut: 0,
      owner: 0,
      crossSite: 0,
      rateLimited: 0,
    },
  });
  t.end();
});

test('the overview adds up days, and sorts by visitors, then by name', (t) => {
  const one = {
    visitors: 5,
    uncounted: {
      duplicate: 1,
      bot: 2,
      prefetch: 4,
      'opted-out': 8,
      owner: 16,
      'cross-site': 64,
      'rate-limited': 32,
    },
    paths: { other: 3, '/': 2 },
    referrers: { none: 1, 'b.example': 2, 'a.example': 2 },
    countries: { DE: 5 },
    devices: { mobile: 5 },
  };
  const another = {
    visitors: 4,
    uncounted: { ...one.uncounted, duplicate: 100 },
    paths: { '/': 4 },
    referrers: { none: 4 },
    countries: { DE: 1, AT: 3 },
    devices: { desktop: 4 },
    goals: { pdf: 2, email: 1 },
  };
  t.strictSame(overview(new Set([one, another])), {
    visitors: 9,
    views: 110,
    paths: [
      { name: '/', visitors: 6 },
      { name: 'other', visitors: 3 },
    ],
    referrers: [
      { name: 'none', visitors: 5 },
      { name: 'a.example', visitors: 2 },
      { name: 'b.example', visitors: 2 },
    ],
    countries: [
      { name: 'DE', visitors: 6 },
      { name: 'AT', visitors: 3 },
    ],
    devices: [
      { name: 'mobile', visitors: 5 },
      { name: 'desktop', visitors: 4 },
    ],
    goals: [
      { name: 'pdf', visitors: 2 },
      { name: 'email', visitors: 1 },
    ],
    ledger: {
      received: 362,
      counted: 9,
      duplicate: 101,
      bot: 4,
      prefetch: 8,
      optedOut: 16,
      owner: 32,
      crossSite: 128,
      rateLimited: 64,
    },
  });
  t.end();
});
