import { documentClient } from './aws/dynamo/client.ts';
import { database } from './aws/dynamo/database.ts';
import type { appVariables, ConfigOf } from './config.ts';
import { contentService } from './features/content/content-service.ts';
import { dynamoContentRepository } from './features/content/dynamo-repository.ts';
import type { ContentService } from './features/content/service.ts';
import { rendererVersion } from './render/markdown/contract.ts';

type AppConfig = ConfigOf<typeof appVariables>;

/** What the routes of content, media and pages need beside `Dependencies`. */
export interface ContentDependencies {
  content: ContentService;
}

interface Options {
  /** The language of the site (BCP 47). */
  language?: () => Promise<string>;
  now?: () => number;
}

/** Chooses the implementations. Opens no connection. */
export function createContentDependencies(
  config: AppConfig,
  { language = async () => 'en', now = Date.now }: Options = {},
): ContentDependencies {
  const db = database(documentClient(config));
  const repository = dynamoContentRepository(db, db.table(config.DATA_TABLE_NAME));
  return { content: contentService(repository, { renderer, language, now }) };
}

/** Only writes, and reads of HTML that an older version made, load the parsers. */
const renderer = {
  version: rendererVersion,
  async render(markdown: string, language: string) {
    const { renderMarkdown } = await import('./render/markdown/render.ts');
    return renderMarkdown(markdown, language);
  },
};
