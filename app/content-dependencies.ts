import type { appVariables, ConfigOf } from './config.ts';

type AppConfig = ConfigOf<typeof appVariables>;

/** What the routes of content, media and pages need beside `Dependencies`. */
// biome-ignore lint/suspicious/noEmptyInterface: the features add to it
export interface ContentDependencies {}

/** Chooses the implementations. Opens no connection. */
export function createContentDependencies(
  _config: AppConfig,
  _now = Date.now,
): ContentDependencies {
  return {};
}
