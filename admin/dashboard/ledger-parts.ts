import type { Static } from '@sinclair/typebox';
import type { Overview } from '../../app/features/analytics/schemas.ts';

type Ledger = Static<typeof Overview>['ledger'];
type Outcome = Exclude<keyof Ledger, 'received'>;

export interface LedgerPart {
  outcome: Outcome;
  name: string;
  /** What became of these requests, and why. */
  sentence: string;
  value: number;
  /** What stands before this part in the bar of all requests. */
  offset: number;
}

const words: Record<Outcome, { name: string; sentence: string }> = {
  counted: { name: 'Counted', sentence: 'The first visit of a visitor on a day.' },
  duplicate: {
    name: 'Seen again',
    sentence: 'The same visitor again on the same day: one more view, but no more visitors.',
  },
  bot: {
    name: 'Bots',
    sentence: 'Programs that do not introduce themselves as browsers, such as search engines.',
  },
  prefetch: {
    name: 'Loaded ahead',
    sentence: 'A browser loaded the page before anyone asked for it.',
  },
  optedOut: {
    name: 'Opted out',
    sentence: 'The browser asked not to be tracked, so it was not counted.',
  },
  owner: {
    name: 'You',
    sentence: 'A browser that you left out in the settings, or a request with your sign-in.',
  },
  crossSite: { name: 'Other sites', sentence: 'A page of another site sent the request.' },
  rateLimited: {
    name: 'Too many',
    sentence: 'One visitor sent more in a day than people do.',
  },
};

/** The parts of all received requests, counted first, in the order of the bar. They add up to `received`. */
export function ledgerParts(ledger: Ledger): LedgerPart[] {
  const [counted, ...others] = (Object.keys(words) as Outcome[]).map((outcome) => ({
    outcome,
    ...words[outcome],
    value: ledger[outcome],
  }));
  const ordered = [counted, ...others.sort((a, b) => b.value - a.value)];
  let offset = 0;
  return ordered.flatMap((part) => {
    if (!part) return [];
    const placed = { ...part, offset };
    offset += part.value;
    return placed;
  });
}
