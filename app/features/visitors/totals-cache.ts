import type { Numbers, Recorded } from './repository.ts';

/** How old what a process knows may be before it is read again. */
const maxAgeMs = 5000;

export interface KnownNumbers {
  /** Visitors of all days. */
  count: number;
  /** Of one day. */
  ofDay: (day: string) => number;
  /** When they were read, as `Date.now()` has it. */
  readAt: number;
}

/**
 * The numbers of visitors as this process knows them: never more than there are, with all that it
 * counted itself, and of others' what was there up to 5 seconds ago. `read` is called once for all
 * who wait for it.
 */
export function knownNumbers(read: () => Promise<Numbers>, now: () => number) {
  let known: Numbers | undefined;
  let readAt = 0;
  let reading: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    const startedAt = now();
    const fresh = await read();
    for (const [day, shards] of fresh.open) {
      const before = known?.open.get(day) ?? [];
      fresh.open.set(
        day,
        shards.map((visitors, shard) => Math.max(visitors, before[shard] ?? 0)),
      );
    }
    known = fresh;
    readAt = startedAt;
  }

  return {
    /** @throws {Unavailable} */
    async get(): Promise<KnownNumbers> {
      const age = now() - readAt;
      if (!known || age < 0 || age > maxAgeMs) {
        reading ??= refresh().finally(() => {
          reading = undefined;
        });
        await reading;
      }
      return this.known();
    },

    /** What a write said of the shard it went to. */
    learn(day: string, { shard, visitors }: Pick<Recorded, 'shard' | 'visitors'>): void {
      const shards = known?.open.get(day) ?? [];
      shards[shard] = Math.max(visitors, shards[shard] ?? 0);
      known?.open.set(day, shards);
    },

    known(): KnownNumbers {
      const { folded = 0, open = new Map<string, number[]>() } = known ?? {};
      const ofDay = (day: string) => sum(open.get(day) ?? []);
      return { count: folded + sum([...open.keys()].map(ofDay)), ofDay, readAt };
    },
  };
}

/** Also of arrays with holes: shards that nobody told us of yet. */
function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
