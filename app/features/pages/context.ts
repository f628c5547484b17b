import type { SiteManifest } from '../../render/manifest.ts';
import type { PublishedContent } from '../content/service.ts';

/** What a page is made of. */
export interface Context {
  content: PublishedContent;
  site: SiteManifest;
  /** The views of a published post. @throws {Unavailable} */
  viewsOf: (id: string) => Promise<number>;
}
