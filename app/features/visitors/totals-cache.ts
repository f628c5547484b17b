import type { CountedVisit, Totals } from './repository.ts';

/** Age after which a process reads the totals again. */
const maxAgeMs = 5000;

export interface KnownTotals {
  /** Visitors of all days. */
  count: number;
  /** Visitors of one day. */
  ofDay: (day: string) => number;
  /** When they were read, as `Date.now()` returns it. */
  readAt: number;
}

/**
 * The totals as this process knows them. A lower bound: all that it counted itself, plus what others had
 * counted at most 5 seconds ago.
 */
export function totalsCache(read: (signal: AbortSignal) => Promise<Totals>, now: () => number) {
  let totals: Totals | undefined;
  let readAt = 0;

  return {
    /** Reads the totals again if they are too old. @throws {Unavailable} */
    async refresh(signal: AbortSignal): Promise<void> {
      const startedAt = now();
      const age = startedAt - readAt;
      if (totals && age >= 0 && age <= maxAgeMs) return;
      const fresh = await read(signal);
      for (const [day, shards] of fresh.open) {
        const known = totals?.open.get(day) ?? [];
        fresh.open.set(
          day,
          shards.map((visitors, shard) => Math.max(visitors, known[shard] ?? 0)),
        );
      }
      totals = fresh;
      readAt = startedAt;
    },

    /** Stores the number of visitors that a write returned for its shard. */
    learn(day: string, { shard, visitors }: Pick<CountedVisit, 'shard' | 'visitors'>): void {
      const shards = totals?.open.get(day) ?? [];
      shards[shard] = Math.max(visitors, shards[shard] ?? 0);
      totals?.open.set(day, shards);
    },

    known(): KnownTotals {
      const { rolledUp = 0, open = new Map<string, number[]>() } = totals ?? {};
      const ofDay = (day: string) => sum(open.get(day) ?? []);
      return { count: rolledUp + sum([...open.keys()].map(ofDay)), ofDay, readAt };
    },
  };
}

/** Skips holes: shards not read yet. */
function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
