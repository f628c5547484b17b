import { createHash } from 'node:crypto';
import type { Summary } from '../../app/features/visitors/repository.ts';

const shares = {
  paths: { '/': 0.94, other: 0.06 },
  referrers: {
    none: 0.45,
    'linkedin.com': 0.22,
    'google.com': 0.18,
    'github.com': 0.1,
    other: 0.05,
  },
  countries: { DE: 0.4, US: 0.25, GB: 0.12, IN: 0.1, NL: 0.08, unknown: 0.05 },
  devices: { desktop: 0.57, mobile: 0.38, tablet: 0.05 },
};

/** Days on which a popular page linked to the site, as shares of the year. */
const peaks = [0.31, 0.72];

/**
 * Invented totals of a day: more on weekdays, growing over the year, with two peaks. The same day
 * always gives the same totals. @param age how much of the year has passed, 0 to 1.
 */
export function sampleDay(day: string, age: number): Summary {
  const random = randomOf(day);
  const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
  const rhythm = isWeekend ? 0.45 : 1;
  const peak = peaks.reduce((sum, at) => sum + 9 * Math.exp(-(((age - at) * 120) ** 2)), 0);
  const visitors = Math.round((6 + 14 * age) * rhythm * (0.6 + 0.8 * random()) * (1 + peak));
  const some = (share: number) => Math.round(visitors * share * random());
  return {
    visitors,
    uncounted: {
      duplicate: some(1.2),
      bot: some(1.6),
      prefetch: some(0.2),
      'opted-out': some(0.3),
      owner: some(0.3),
      'cross-site': 0,
      'rate-limited': 0,
    },
    paths: split(visitors, shares.paths),
    referrers: split(visitors, shares.referrers),
    countries: split(visitors, shares.countries),
    devices: split(visitors, shares.devices),
    goals: { pdf: some(0.2), email: some(0.08), linkedin: some(0.1), github: some(0.15) },
  };
}

/** Whole numbers in about these shares, which add up to `total`; zeros are left out. */
function split(total: number, shares: Record<string, number>): Record<string, number> {
  let [share, given] = [0, 0];
  const parts = Object.entries(shares).map(([name, part]) => {
    share += part;
    const upTo = Math.round(total * Math.min(share, 1));
    const count = upTo - given;
    given = upTo;
    return [name, count] as const;
  });
  return Object.fromEntries(parts.filter(([, count]) => count > 0));
}

function randomOf(day: string): () => number {
  let hash = createHash('sha256').update(day).digest();
  return () => {
    hash = createHash('sha256').update(hash).digest();
    return hash.readUInt32BE() / 2 ** 32;
  };
}
