import swagger from '@fastify/swagger';
import Fastify, { type FastifyContextConfig, type FastifySchema } from 'fastify';
import packageJson from '../package.json' with { type: 'json' };
import type { Dependencies } from './dependencies.ts';
import { badRequest, forbidden, unauthorized, unavailable } from './http/schemas.ts';
import { type RouteOptions, registerRoutes } from './routes.ts';

/** The OpenAPI document, as JSON, made from the schemas of the routes. For development and build. */
export async function openapiDocument(): Promise<string> {
  const app = Fastify({ exposeHeadRoutes: false });
  await app.register(swagger, {
    openapi: {
      openapi: '3.0.3',
      info: {
        title: 'cloud-resume',
        version: packageJson.version,
        description: packageJson.description,
        license: { name: 'MIT' },
      },
      servers: [{ url: '/api', description: 'On the site’s own origin' }],
      tags: ['System', 'Sign-in', 'Visitors', 'Analytics'].map((name) => ({ name })),
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'An access token' },
        },
      },
    },
    transform: ({ schema, url, route }) => ({ url, schema: withPolicy(schema, route.config) }),
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? i) },
  });
  // No route is called, so none needs what it depends on.
  registerRoutes(app, {} as Dependencies, {} as RouteOptions);
  await app.ready();
  const document = JSON.stringify(app.swagger(), null, 2);
  await app.close();
  return document;
}

/** What the guard answers, and that a body can be wrong, is the same for all routes. */
function withPolicy(schema: FastifySchema, config: FastifyContextConfig | undefined) {
  const policy = config?.policy ?? 'public';
  const bearer = { bearer: [] };
  return {
    ...schema,
    ...(policy !== 'public' && { security: policy === 'optional' ? [{}, bearer] : [bearer] }),
    response: {
      ...(schema.response as object),
      ...(schema.body || schema.querystring ? { 400: badRequest } : {}),
      ...(policy !== 'public' && { 401: unauthorized, 503: unavailable }),
      ...(policy === 'owner' && { 403: forbidden }),
    },
  };
}
