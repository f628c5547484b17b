import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Remembers in a folder from which list its packages were installed. */
export interface InstallMarker {
  /** Whether they were installed from the list as it is now. */
  isCurrent(): Promise<boolean>;
  set(): Promise<void>;
}

export function installMarker(folder: string, list: string): InstallMarker {
  const file = join(folder, '.installed');
  const hash = async () =>
    createHash('sha256')
      .update(await readFile(list))
      .digest('hex');
  return {
    isCurrent: async () => (await readFile(file, 'utf8').catch(() => '')) === (await hash()),
    set: async () => writeFile(file, await hash()),
  };
}
