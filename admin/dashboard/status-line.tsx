import type { Parts } from './use-dashboard.ts';
import { loadAgain } from './use-dashboard.ts';
import { useNow } from './use-now.ts';
import { clockSkew, midnightAfter, untilMidnight, utcDay } from './utc.ts';
import { counted, timeText } from './words.ts';

/** From this age on, the page says how old its numbers are. */
const staleMinutes = 10;

/** When the UTC day ends, and how old the numbers are. */
export function StatusLine({ parts }: { parts: Parts }) {
  const { count, days } = parts;
  const here = useNow();
  const skew = count.data && count.at ? clockSkew(count.data.lastUpdated, count.at) : 0;
  const now = here + skew;
  const loaded = Object.values(parts).flatMap(({ at }) => at ?? []);
  const isLoading = Object.values(parts).some((part) => part.isLoading);
  const oldest = loaded.length > 0 ? Math.min(...loaded) : undefined;
  const minutes = oldest === undefined ? 0 : Math.floor((here - oldest) / 60_000);
  const today = days.data?.at(-1)?.date;
  return (
    <div class="status">
      <p>
        Days are UTC. Today ends in {untilMidnight(now)} ({timeText(midnightAfter(now))} your time).
        {today && today < utcDay(now) && ' A new day has begun: load again to see it.'}
      </p>
      <p>
        <span role="status">
          {oldest === undefined
            ? isLoading
              ? 'Loading…'
              : ''
            : `Numbers from ${timeText(oldest)}`}
        </span>
        {minutes >= staleMinutes && <b>, {counted(minutes, 'minutes')} ago</b>}{' '}
        <button
          class="link"
          type="button"
          aria-disabled={isLoading}
          onClick={() => loadAgain(parts)}
        >
          Load again
        </button>
      </p>
    </div>
  );
}
