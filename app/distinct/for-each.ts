import pLimit from 'p-limit';

/** The results of `act`, of which `concurrency` run at a time. Rejects only after all started calls have settled. */
export async function forEach<T, R>(
  items: T[],
  concurrency: number,
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const limit = pLimit({ concurrency, rejectOnClear: true });
  const calls = items.map((item) =>
    limit(() => act(item)).catch((error) => {
      limit.clearQueue();
      throw error;
    }),
  );
  await Promise.allSettled(calls);
  return Promise.all(calls);
}
