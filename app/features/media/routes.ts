import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { errorAnswer } from '../../http/schemas.ts';
import {
  Deleted,
  ImageFile,
  MediaFile,
  MediaFiles,
  MediaName,
  MediaQuery,
  maxMediaBytes,
  uploadTypes,
} from './schemas.ts';
import type { MediaService } from './service.ts';

interface Options {
  media: MediaService;
}

export const mediaRoutes: FastifyPluginAsyncTypebox<Options> = async (app, { media }) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    uploadTypes,
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => body,
  );

  app.post(
    '',
    {
      bodyLimit: maxMediaBytes,
      config: { policy: 'owner' },
      // The service reads the bytes.
      validatorCompiler: () => () => true,
      schema: {
        operationId: 'uploadMedia',
        summary: 'Upload an image',
        description:
          'The content decides what it is, not the header. Its name is its hash and size, so the same image twice is one file. At most 16,384 pixels a side and 40 million in all. Refuses images that say where they were taken. No SVG.',
        tags: ['Media'],
        consumes: uploadTypes,
        body: ImageFile,
        response: {
          201: MediaFile,
          413: errorAnswer('The body is larger than 2 MiB.'),
          415: errorAnswer('The body is not a PNG, JPEG, WebP, AVIF or GIF image.'),
        },
      },
    },
    async (request, reply) => {
      const file = await media.upload(request.body);
      return reply.code(201).header('location', file.path).send(file);
    },
  );

  app.get(
    '',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'listMedia',
        summary: 'List the images',
        tags: ['Media'],
        querystring: MediaQuery,
        response: { 200: MediaFiles },
      },
    },
    async ({ query: { limit, cursor } }) => media.list(limit, cursor),
  );

  app.delete(
    '/:name',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'deleteMedia',
        summary: 'Delete an image',
        description: 'The bucket keeps it for 30 days more, out of sight.',
        tags: ['Media'],
        params: MediaName,
        response: {
          204: Deleted,
          404: errorAnswer('There is no such image.'),
          409: errorAnswer('Published content shows the image (`MEDIA_IN_USE`).'),
        },
      },
    },
    async ({ params: { name } }, reply) => {
      await media.remove(name);
      return reply.code(204).send(null);
    },
  );
};
