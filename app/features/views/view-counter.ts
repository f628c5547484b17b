import type { IncomingHttpHeaders } from 'node:http';
import type { Days } from '../../days/day.ts';
import { openDays } from '../../days/open-days.ts';
import { utcDay } from '../../days/utc-day.ts';
import { identify } from '../../days/visitor.ts';
import { NotFound } from '../../errors.ts';
import type { Reason } from '../visitors/repository.ts';
import { excludes } from '../visitors/service.ts';
import type { Item, ViewRepository } from './repository.ts';

export interface Request {
  headers: IncomingHttpHeaders;
  address: string;
  isOwner: boolean;
  /** Whether a page of another site sent the view. */
  isCrossSite: boolean;
}

interface ViewOutcome {
  /** Why the view was not counted. */
  reason?: Reason | undefined;
}

/** Both throw `Unavailable` when the database fails. */
export interface ViewCounter {
  /** Counts a view of a published item once for each visitor and day, or says why not. */
  count(item: Item, request: Request, signal: AbortSignal): Promise<ViewOutcome>;
  /** The same for an item that may be anything. @throws {NotFound} unless it is published */
  track(item: Item, request: Request, signal: AbortSignal): Promise<ViewOutcome>;
}

interface Options {
  repository: ViewRepository;
  /** Opens the days of the visitors, which are those of the views. */
  visitors: Days;
  now: () => number;
}

export function viewCounter({ repository, visitors, now }: Options): ViewCounter {
  const days = openDays(visitors);

  async function count(item: Item, request: Request, signal: AbortSignal): Promise<ViewOutcome> {
    const excluded = excludes(request);
    if (excluded) return { reason: excluded };
    const { headers, address } = request;
    const agent = headers['user-agent'] ?? '';
    const { result } = await days.on(
      utcDay(now()),
      (day) => {
        const visitor = identify(day.salt, address, agent, ` ${item.kind} ${item.id}`);
        return repository.countView(day, { ...item, visitor }, signal);
      },
      signal,
    );
    return { ...(result.outcome !== 'counted' && { reason: result.outcome }) };
  }

  return {
    count,

    async track(item, request, signal) {
      if (!(await repository.isPublished(item, signal))) throw new NotFound();
      return count(item, request, signal);
    },
  };
}
