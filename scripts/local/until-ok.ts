import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `url` answers. False as soon as `alive` says no. */
export async function untilOk(url: string, alive: () => boolean): Promise<boolean> {
  for (; alive(); await sleep(50)) {
    const isOk = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isOk) return true;
  }
  return false;
}
