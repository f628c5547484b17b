/** Takes a write if its units are there; what it returns then is told the units that it did cost. */
export interface Bucket {
  take(): ((units?: number) => number) | undefined;
}

/**
 * The write units of one partition key. It is empty at first, so that a run has no more than its time
 * gives, and holds those of one second at the most.
 */
export function unitBucket(unitsPerSecond: number, now: () => number): Bucket {
  let units = 0;
  let filledAt = now();
  // A write's cost is known only when it is done: until then it is taken for that of the last one.
  let expected = 1;

  return {
    take() {
      const elapsed = (now() - filledAt) / 1000;
      units = Math.min(unitsPerSecond, units + elapsed * unitsPerSecond);
      filledAt += elapsed * 1000;
      if (units < expected) return undefined;
      const reserved = expected;
      units -= reserved;
      // DynamoDB Local does not say what a refused condition costs. On AWS it is the same.
      return (cost = reserved) => {
        units += reserved - cost;
        expected = cost;
        return cost;
      };
    },
  };
}
