import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `url` answers 2xx. Returns false if `alive` returns false first. */
export async function untilAnswers(url: string, alive: () => boolean): Promise<boolean> {
  for (; alive(); await sleep(50)) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return true;
  }
  return false;
}
