import { Unavailable } from '../errors.ts';
import type { Days, OpenDay } from './day.ts';
import { addDays } from './utc-day.ts';

/** The day on which a process counts. */
export interface OpenDays {
  /**
   * Runs `act` on a day, or on the next one if the day is already closed: the request was in flight at
   * midnight, or the clock of this process is slow. @throws {Unavailable}
   */
  on<T>(
    first: string,
    act: (day: OpenDay) => Promise<T | undefined>,
    signal: AbortSignal,
  ): Promise<{ day: string; result: T }>;
}

/** @param onNew is called when this process has opened a day. */
export function openDays(repository: Days, onNew: () => void = () => {}): OpenDays {
  let opened: OpenDay | undefined;

  async function open(day: string, signal: AbortSignal): Promise<OpenDay | undefined> {
    if (opened?.day === day) return opened;
    const found = await repository.openDay(day, signal);
    if (found?.isNew) onNew();
    // The process keeps no salt of another day.
    opened = found?.open;
    return opened;
  }

  return {
    async on(first, act, signal) {
      for (const day of [first, addDays(first, 1)]) {
        const found = await open(day, signal);
        const result = found && (await act(found));
        if (result) return { day, result };
        opened = undefined;
      }
      throw new Unavailable('The database', new Error('This day and the next one are closed'));
    },
  };
}
