import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';

/** A folder for the images that a test uploads. The first upload makes it. */
export function mediaEnv(t: Test): { MEDIA_FOLDER: string } {
  const MEDIA_FOLDER = join(tmpdir(), `media-${randomUUID()}`);
  t.teardown(() => rm(MEDIA_FOLDER, { recursive: true, force: true }));
  return { MEDIA_FOLDER };
}
