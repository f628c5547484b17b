import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { BadRequest } from '../../errors.ts';
import { errorAnswer } from '../../http/schemas.ts';
import {
  ExportPage,
  ExportQuery,
  formatVersion,
  Imported,
  ImportInput,
  ImportQuery,
} from './schemas.ts';
import type { Parts, TransferService } from './service.ts';

interface Options {
  transfer: TransferService;
}

const bodyLimit = 4 * 1024 * 1024;
const tags = ['Your data'];

export const transferRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { transfer }) => {
  app.get(
    '/export',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'exportData',
        summary: 'Export content and statistics, page by page',
        description:
          'Each page is a document; together they are the whole. No salts, tokens or preview links. What changes while you read may be missing or there twice.',
        tags,
        querystring: ExportQuery,
        response: { 200: ExportPage },
      },
    },
    async ({ query }) => transfer.page(query.cursor) as never,
  );

  app.post(
    '/import',
    {
      bodyLimit,
      config: { policy: 'owner' },
      preValidation: async ({ body }) => checkVersion(body),
      schema: {
        operationId: 'importData',
        summary: 'Import a page of an export',
        description:
          'Checks all of it first. Then adds what is missing, each item and day all or nothing, and never changes what exists: the same page twice changes nothing.',
        tags,
        querystring: ImportQuery,
        body: ImportInput,
        response: { 200: Imported, 413: errorAnswer('The body is larger than 4 MiB.') },
      },
    },
    async ({ body, query }) => transfer.import(body as unknown as Partial<Parts>, query.plan),
  );
};

/** @throws {BadRequest} before the schema finds a lot of unknown fields */
function checkVersion(body: unknown): void {
  const { formatVersion: version } = (body ?? {}) as { formatVersion?: unknown };
  if (typeof version !== 'number' || version <= formatVersion) return;
  throw new BadRequest(
    'NEWER_FORMAT',
    `This document has format version ${version}, and this app knows ${formatVersion}: update the app`,
  );
}
