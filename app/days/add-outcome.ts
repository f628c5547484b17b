import type { Added } from '../distinct/distinct-counter.ts';
import { Unavailable } from '../errors.ts';
import type { Counted } from './day.ts';

/** What the tree of a day did with a visitor. Undefined when the day is closed, so that nothing was counted. */
export function addOutcome({ outcome, mayHaveAdded }: Added): Counted | undefined {
  const mayHaveCounted = mayHaveAdded;
  if (outcome === 'added') return { outcome: 'counted', mayHaveCounted };
  if (outcome !== 'closed') return { outcome, mayHaveCounted };
  if (!mayHaveCounted) return undefined;
  // The closed day may have counted the visit: another day must not count it again.
  throw new Unavailable('The database', new Error('The day ended during a retried write'));
}
