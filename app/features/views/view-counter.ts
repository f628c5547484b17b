import type { IncomingHttpHeaders } from 'node:http';
import type { Counted } from '../../days/day.ts';
import type { OpenDays } from '../../days/open-days.ts';
import { utcDay } from '../../days/utc-day.ts';
import { identify } from '../../days/visitor.ts';
import type { Item, ViewRepository } from './repository.ts';

export interface Viewer {
  headers: IncomingHttpHeaders;
  address: string;
}

/**
 * Counts a view of a published item once for each visitor and day, on the day that `days` has open. The caller
 * has decided that the request counts. @throws {Unavailable}
 */
export type CountView = (
  item: Item,
  viewer: Viewer,
  days: OpenDays,
  signal: AbortSignal,
) => Promise<Counted['outcome']>;

export function viewCounter(repository: ViewRepository, now: () => number): CountView {
  return async (item, { headers, address }, days, signal) => {
    const agent = headers['user-agent'] ?? '';
    const { result } = await days.on(
      utcDay(now()),
      (day) => {
        const visitor = identify(day.salt, address, agent, ` ${item.kind} ${item.id}`);
        return repository.countView(day, { ...item, visitor }, signal);
      },
      signal,
    );
    return result.outcome;
  };
}
