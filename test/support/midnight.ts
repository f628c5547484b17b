import { setTimeout as sleep } from 'node:timers/promises';

const dayMs = 24 * 60 * 60 * 1000;

/** Waits for the next UTC day if this one is about to end: the day must not change during a test. */
export async function awayFromMidnight(marginMs = 30_000): Promise<void> {
  const leftMs = dayMs - (Date.now() % dayMs);
  if (leftMs < marginMs) await sleep(leftMs);
}
