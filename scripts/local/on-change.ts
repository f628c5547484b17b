import { setTimeout as sleep } from 'node:timers/promises';
import { watch } from 'chokidar';

/** Calls `act` after a file below one of `folders` has changed, once for several changes in a row. */
export function onChange(folders: string[], act: () => Promise<void>): { close(): Promise<void> } {
  let changes = 0;
  let acting = false;
  return watch(folders, { ignoreInitial: true }).on('all', async () => {
    changes++;
    if (acting) return;
    acting = true;
    let seen: number;
    do {
      // Editors write a file in several steps, and often several files.
      do {
        seen = changes;
        await sleep(100);
      } while (seen !== changes);
      await act();
    } while (seen !== changes);
    acting = false;
  });
}
