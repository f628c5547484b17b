import type { Static } from '@sinclair/typebox';
import { useEffect } from 'preact/hooks';
import type { Overview } from '../../app/features/analytics/schemas.ts';
import type { TopContent } from '../../app/features/views/schemas.ts';
import type { DailyTrends, VisitorCount } from '../../app/features/visitors/schemas.ts';
import { get } from '../api/api.ts';
import { type Day, lastDayBefore } from './days.ts';
import { type Post, postsSince } from './posts.ts';
import { type Numbers, useNumbers } from './use-numbers.ts';
import { addDays, utcDay } from './utc.ts';

/** All that the page shows. Each part loads, fails and ages by itself. */
export interface Parts {
  count: Numbers<Static<typeof VisitorCount>>;
  /** Every day of the range, up to today. */
  days: Numbers<Day[]>;
  /** Every day of the equal range before. */
  before: Numbers<Day[]>;
  overview: Numbers<Static<typeof Overview>>;
  top: Numbers<Static<typeof TopContent>>;
  posts: Numbers<Post[]>;
}

type PostPage = Parameters<typeof postsSince>[1] extends (...asked: never[]) => Promise<infer P>
  ? P
  : never;

/** Numbers older than this load again when the owner comes back to the tab. */
const staleMs = 5 * 60_000;

/** @param range in days, today included. */
export function useDashboard(range: number): Parts {
  const count = useNumbers('count', (signal) => get<Counted>('/v1/visitors/count', signal));
  const days = useNumbers(`${range}`, (signal) => trends(`days=${range}`, signal));
  // The server says which day is today. Until it has, this device's clock does: it is right but for minutes.
  const loaded = days.data?.length === range ? days.data[0]?.date : undefined;
  const from = loaded ?? addDays(utcDay(Date.now()), 1 - range);
  const before = useNumbers(`${range} ${from}`, (signal) =>
    trends(`days=${range}&until=${lastDayBefore(from)}`, signal),
  );
  const overview = useNumbers(`${range}`, (signal) =>
    get<Static<typeof Overview>>(`/v1/analytics/overview?days=${range}`, signal),
  );
  const top = useNumbers('top', (signal) =>
    get<Static<typeof TopContent>>('/v1/analytics/top-content?limit=10', signal),
  );
  const posts = useNumbers(from, (signal) =>
    postsSince(from, (cursor) => {
      const query = new URLSearchParams({ limit: '100', ...(cursor && { cursor }) });
      return get<PostPage>(`/v1/blog/posts?${query}`, signal);
    }),
  );
  const parts = { count, days, before, overview, top, posts };
  useFreshOnReturn(parts);
  return parts;
}

type Counted = Static<typeof VisitorCount>;

export function loadAgain(parts: Parts): void {
  for (const { again } of Object.values(parts)) again();
}

async function trends(query: string, signal: AbortSignal): Promise<Day[]> {
  const path = `/v1/visitors/trends/daily?${query}`;
  return (await get<Static<typeof DailyTrends>>(path, signal)).trends;
}

function useFreshOnReturn(parts: Parts): void {
  const oldest = Math.min(...Object.values(parts).map(({ at }) => at ?? Date.now()));
  useEffect(() => {
    const onReturn = () => {
      const isStale = Date.now() - oldest > staleMs;
      if (document.visibilityState === 'visible' && isStale) loadAgain(parts);
    };
    document.addEventListener('visibilitychange', onReturn);
    return () => document.removeEventListener('visibilitychange', onReturn);
  }, [oldest]);
}
