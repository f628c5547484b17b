import { pageOf } from './dimensions.ts';
import type { Pages } from './service.ts';

/** A site with these pages, which show no items of content. */
export function fixedPages(...paths: string[]): Pages {
  const known = new Set(paths);
  return async (path) => ({ name: pageOf(path, known) });
}
