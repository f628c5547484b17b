import { documentClient } from './aws/dynamo/client.ts';
import { database } from './aws/dynamo/database.ts';
import { s3Bucket } from './aws/s3-bucket.ts';
import { folderBucket } from './bucket/folder-bucket.ts';
import { siteManifest } from './bucket/manifest.ts';
import type { appVariables, ConfigOf } from './config.ts';
import { contentService } from './features/content/content-service.ts';
import { dynamoContentRepository } from './features/content/dynamo-repository.ts';
import type { ContentService } from './features/content/service.ts';
import { dynamoCountRepository } from './features/count/dynamo-repository.ts';
import type { ImportService } from './features/imports/service.ts';
import { type MediaService, mediaService } from './features/media/service.ts';
import { type TransferService, transferService } from './features/transfer/service.ts';
import { type ViewService, viewService } from './features/views/service.ts';
import { createImports } from './import-dependencies.ts';
import type { SiteManifest } from './render/manifest.ts';
import { rendererVersion } from './render/markdown/contract.ts';
import { createViews } from './view-dependencies.ts';
import { createVisitorRepository } from './visitor-dependencies.ts';

type AppConfig = ConfigOf<typeof appVariables>;

/** What the routes of content, media and pages need beside `Dependencies`. */
export interface ContentDependencies {
  content: ContentService;
  media: MediaService;
  site: () => Promise<SiteManifest>;
  views: ViewService;
  transfer: TransferService;
  imports: ImportService;
}

/** Chooses the implementations. Opens no connection. */
export function createContentDependencies(config: AppConfig, now = Date.now): ContentDependencies {
  const { SITE_BUCKET, SITE_FOLDER, MEDIA_FOLDER } = config;
  const db = database(documentClient(config));
  const bucket = SITE_BUCKET
    ? s3Bucket(config, SITE_BUCKET)
    : folderBucket({ site: SITE_FOLDER, media: MEDIA_FOLDER });
  // On a laptop, a build shows at once.
  const site = siteManifest(bucket, { maxAgeMs: SITE_BUCKET ? 60_000 : 1000, now });
  const language = () =>
    site().then(
      (manifest) => manifest.language,
      () => undefined,
    );
  const repository = dynamoContentRepository(db, db.table(config.DATA_TABLE_NAME));
  const content = contentService(repository, { renderer, language, now });
  const views = viewService({ ...createViews(config, db, now), content });
  const media = mediaService(bucket, content.isMediaUsed);
  const visitors = createVisitorRepository(config, db, now);
  const counter = dynamoCountRepository(db.table(config.DATA_TABLE_NAME));
  const imports = createImports(config, db, now);
  const transfer = transferService({ content, media, imports, visitors, counter, now });
  return { content, media, site, views, transfer, imports };
}

/** Only writes, and reads of HTML that an older version made, load the parsers. */
const renderer = {
  version: rendererVersion,
  async render(markdown: string, language: string) {
    const { renderMarkdown } = await import('./render/markdown/render.ts');
    return renderMarkdown(markdown, language);
  },
};
