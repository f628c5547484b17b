import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';
import packageJson from '../../../package.json' with { type: 'json' };

interface Options {
  environment: string;
  /** The OpenAPI document, as JSON. */
  openapi: () => Promise<string>;
}

const Health = Type.Object(
  {
    status: Type.Literal('ok'),
    version: Type.String(),
    environment: Type.String(),
  },
  { description: 'The app runs' },
);

export const systemRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  app.get(
    '/health',
    {
      // For uptime monitors.
      exposeHeadRoute: true,
      config: { policy: 'public' },
      schema: {
        operationId: 'getHealth',
        summary: 'Check that the app runs',
        description: 'Calls neither the database nor other services.',
        tags: ['System'],
        response: { 200: Health },
      },
    },
    async () => {
      const { environment } = options;
      return { status: 'ok' as const, version: packageJson.version, environment };
    },
  );

  app.get(
    '/openapi.json',
    {
      config: { policy: 'public' },
      schema: {
        operationId: 'getOpenApi',
        summary: 'Get this document',
        tags: ['System'],
        response: {
          200: {
            description: 'The OpenAPI 3.0.3 document',
            content: { 'application/json': { schema: Type.Any() } },
          },
        },
      },
    },
    async (_request, reply) => {
      reply.type('application/json; charset=utf-8').header('cache-control', 'public, max-age=300');
      return reply.serializer((document: string) => document).send(await options.openapi());
    },
  );
};
