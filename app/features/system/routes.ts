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
  { description: 'It runs' },
);

export const systemRoutes: FastifyPluginAsyncTypebox<Options> = async (app, options) => {
  app.get(
    '/health',
    {
      config: { policy: 'public' },
      schema: {
        operationId: 'getHealth',
        summary: 'Whether the app runs',
        description: 'Asks nothing of database or other services.',
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
        summary: 'This document',
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
      reply.type('application/json; charset=utf-8').header('cache-control', 'public, max-age=60');
      return reply.serializer((document: string) => document).send(await options.openapi());
    },
  );
};
