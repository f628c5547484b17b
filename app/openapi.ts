import swagger from '@fastify/swagger';
import Fastify from 'fastify';
import packageJson from '../package.json' with { type: 'json' };
import type { Dependencies } from './dependencies.ts';
import { registerRoutes } from './routes.ts';

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
      tags: [{ name: 'System' }, { name: 'Visitors' }, { name: 'Analytics' }],
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? i) },
  });
  // No route is called, so none needs what it depends on.
  registerRoutes(app, {} as Dependencies, { environment: '', openapi: async () => '' });
  await app.ready();
  const document = JSON.stringify(app.swagger(), null, 2);
  await app.close();
  return document;
}
