import type { Database } from '../../aws/dynamo/database.ts';
import { type KnownSums, type RunningSums, runningSums } from '../../distinct/running-sums.ts';
import type { DayItem } from './dynamo-days.ts';
import { type Tables, visitTree } from './keys.ts';

/** Only the current day is open, unless the roll-up of earlier ones has failed. */
const maxDays = 8;

/** The sums of open days, as this process knows them. */
export function dynamoOpenDays(database: Database, { ephemeral }: Tables, now: () => number) {
  const known = new Map<string, RunningSums>();

  function sumsOf({ sk: day, capacity }: DayItem): RunningSums {
    const sums =
      known.get(day) ?? runningSums(database, ephemeral, visitTree({ day, capacity }), now);
    known.set(day, sums);
    const [oldest = day] = known.keys();
    if (known.size > maxDays) known.delete(oldest);
    return sums;
  }

  return {
    /** Lacks a day whose items are being emptied: its sums are stored. */
    async get(days: DayItem[], signal: AbortSignal): Promise<Map<string, KnownSums>> {
      const found = new Map<string, KnownSums>();
      await Promise.all(
        days.map(async (day) => {
          const sums = await sumsOf(day).get(signal);
          if (sums) found.set(day.sk, sums);
          else known.delete(day.sk);
        }),
      );
      return found;
    },
  };
}
