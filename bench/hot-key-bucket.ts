/** Admits a write if enough units are left. The caller then reports the write's actual cost. */
export interface Bucket {
  take(): ((units?: number) => number) | undefined;
}

/**
 * The write units of one partition key. It starts empty, so that a run gets no more units than its time
 * provides, and holds at most the units of one second.
 */
export function unitBucket(unitsPerSecond: number, now: () => number): Bucket {
  let units = 0;
  let filledAt = now();
  // A write's cost is known only once it is done: until then, the cost of the last write is reserved.
  let expected = 1;

  return {
    take() {
      const elapsed = (now() - filledAt) / 1000;
      units = Math.min(unitsPerSecond, units + elapsed * unitsPerSecond);
      filledAt += elapsed * 1000;
      if (units < expected) return undefined;
      const reserved = expected;
      units -= reserved;
      // DynamoDB Local does not report the cost of a failed condition. On AWS it costs as much.
      return (cost = reserved) => {
        units += reserved - cost;
        expected = cost;
        return cost;
      };
    },
  };
}
