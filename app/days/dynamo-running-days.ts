import type { Database } from '../aws/dynamo/database.ts';
import { type KnownSums, type RunningSums, runningSums } from '../distinct/running-sums.ts';
import type { Tree } from '../distinct/tree.ts';
import type { Tables } from './keys.ts';

/** Only the current day is open, unless the roll-up of earlier ones has failed. */
const maxDays = 8;

interface Day {
  day: string;
  capacity: number;
}

export interface RunningDays {
  /** The sums of days; lacks a day whose items are being emptied, as its sums are stored. */
  get(days: Day[], signal: AbortSignal): Promise<Map<string, KnownSums>>;
  /** The sums of one day, to tell them what this process has counted. */
  of(day: Day): RunningSums;
}

/** The sums of open days, as this process knows them. */
export function dynamoRunningDays(
  database: Database,
  { ephemeral }: Tables,
  now: () => number,
  treeOf: (day: Day) => Tree,
): RunningDays {
  const known = new Map<string, RunningSums>();

  function sumsOf({ day, capacity }: Day): RunningSums {
    const sums = known.get(day) ?? runningSums(database, ephemeral, treeOf({ day, capacity }), now);
    known.set(day, sums);
    const [oldest = day] = known.keys();
    if (known.size > maxDays) known.delete(oldest);
    return sums;
  }

  return {
    of: sumsOf,

    async get(days, signal) {
      const found = new Map<string, KnownSums>();
      await Promise.all(
        days.map(async (day) => {
          const sums = await sumsOf(day).get(signal);
          if (sums) found.set(day.day, sums);
          else known.delete(day.day);
        }),
      );
      return found;
    },
  };
}
