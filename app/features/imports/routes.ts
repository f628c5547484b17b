import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import { errorAnswer } from '../../http/schemas.ts';
import { ImportId, Imports } from './schemas.ts';
import type { ImportService } from './service.ts';

interface Options {
  imports: ImportService;
}

const tags = ['Your data'];

export const importRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { imports }) => {
  app.get(
    '',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'listImports',
        summary: 'List the numbers that other programs counted',
        description: '`POST /v1/import` adds them.',
        tags,
        response: { 200: Imports },
      },
    },
    async () => ({ items: await imports.list() }),
  );

  app.delete(
    '/:id',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'deleteImport',
        summary: 'Delete the numbers of an import',
        description: 'After 503 a part of them may be gone. The client may send it again.',
        tags,
        params: ImportId,
        response: {
          204: Type.Null({ description: 'Deleted' }),
          404: errorAnswer('There is no such import.'),
        },
      },
    },
    async ({ params: { id } }, reply) => {
      await imports.remove(id);
      return reply.code(204).send(null);
    },
  );
};
