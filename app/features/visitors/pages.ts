import { pageOf } from './dimensions.ts';
import type { Request } from './service.ts';

/** What the path of a visit stands for. */
export interface Page {
  /** In the statistics: the path, or `other`. */
  name: string;
  /** Counts a view of the item of content that the page shows. */
  view?: (request: Request, signal: AbortSignal) => Promise<unknown>;
}

/** @throws {Unavailable} */
export type Pages = (path: string | undefined, signal: AbortSignal) => Promise<Page>;

/** A site with these pages, which show no items of content. */
export function fixedPages(...paths: string[]): Pages {
  const known = new Set(paths);
  return async (path) => ({ name: pageOf(path, known) });
}
